//! The debug page, byte for byte Go's.

use std::fmt::{self, Write as _};

use serde_json::{Value, json};

use crate::dispatch::{MethodInfo, ServiceInfo};

/// Go's page of these services.
pub(super) fn html(services: &[ServiceInfo]) -> String {
    let mut page = String::new();
    // Writing to a String does not fail.
    let _ = write_html(&mut page, services);
    page
}

/// The same for programs.
pub(super) fn json(services: &[ServiceInfo]) -> String {
    let services: Vec<Value> = services.iter().map(service_json).collect();
    json!({ "services": services }).to_string()
}

/// What Go's template makes; every space and line end is one of its.
fn write_html(page: &mut String, services: &[ServiceInfo]) -> fmt::Result {
    page.push_str("<html>\n\t<body>\n\t<title>Services</title>\n\t");
    for service in services {
        let name = Escaped(&service.name);
        write!(
            page,
            "\n\t<hr>\n\tService {name}\n\t<hr>\n\t\t<table>\n\t\t"
        )?;
        page.push_str("<th align=center>Method</th><th align=center>Calls</th>\n\t\t");
        for method in &service.methods {
            let MethodInfo { name, calls, .. } = method;
            let (arg, reply) = (Escaped(&method.arg_type), Escaped(&method.reply_type));
            let name = Escaped(name);
            page.push_str("\n\t\t\t<tr>\n\t\t\t");
            write!(
                page,
                "<td align=left font=fixed>{name}({arg}, {reply}) error</td>\n\t\t\t"
            )?;
            write!(page, "<td align=center>{calls}</td>\n\t\t\t</tr>\n\t\t")?;
        }
        page.push_str("\n\t\t</table>\n\t");
    }
    page.push_str("\n\t</body>\n\t</html>");
    Ok(())
}

fn service_json(service: &ServiceInfo) -> Value {
    let methods: Vec<Value> = service.methods.iter().map(method_json).collect();
    json!({ "name": service.name, "methods": methods })
}

fn method_json(method: &MethodInfo) -> Value {
    json!({
        "name": method.name,
        "arg_type": method.arg_type,
        "reply_type": method.reply_type,
        "calls": method.calls,
    })
}

/// Text as Go's `html/template` writes it between tags.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((plain, special)) =
            rest.find(SPECIAL).and_then(|at| rest.split_at_checked(at))
        {
            f.write_str(plain)?;
            let mut characters = special.chars();
            f.write_str(match characters.next() {
                Some('\0') => "\u{fffd}",
                Some('"') => "&#34;",
                Some('&') => "&amp;",
                Some('\'') => "&#39;",
                Some('+') => "&#43;",
                Some('<') => "&lt;",
                _ => "&gt;",
            })?;
            rest = characters.as_str();
        }
        f.write_str(rest)
    }
}

const SPECIAL: [char; 7] = ['\0', '"', '&', '\'', '+', '<', '>'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gos_template_escapes_seven_characters_and_no_others() {
        let escaped = |text| Escaped(text).to_string();
        assert_eq!(escaped("\0\"&'+<>"), "\u{fffd}&#34;&amp;&#39;&#43;&lt;&gt;");
        assert_eq!(escaped("a<b>+c"), "a&lt;b&gt;&#43;c");
        assert_eq!(escaped("=`/\u{e9}\t\u{7f}"), "=`/\u{e9}\t\u{7f}");
        assert_eq!(escaped(""), "");
    }

    #[test]
    fn a_server_without_services_has_a_page_all_the_same() {
        let page = "<html>\n\t<body>\n\t<title>Services</title>\n\t\n\t</body>\n\t</html>";
        assert_eq!(html(&[]), page);
        assert_eq!(json(&[]), r#"{"services":[]}"#);
    }
}
