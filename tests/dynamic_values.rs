//! Methods and calls without Rust types: a `Value` stands for the arguments, the reply, or a part of either.

#![cfg(feature = "tokio")]

use std::collections::HashMap;

use netrpc::{
    CallError, Client, Gob, Server,
    gob::value::{Id, TypeBuilder, TypeKind, Value},
};
use tokio::{io::duplex, task::JoinHandle};

#[derive(Gob, Clone, Debug, PartialEq)]
struct Item {
    name: String,
    price: f64,
}

#[derive(Gob, Clone, Debug, PartialEq)]
struct Order {
    id: isize,
    items: Vec<Item>,
    notes: Option<HashMap<String, String>>,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "main.Order")]
    Order(Order),
    Text(String),
}

/// A client of `server`, and the server's end of the connection.
fn connect(server: &Server) -> (Client, JoinHandle<()>) {
    let (ours, theirs) = duplex(1 << 16);
    let server = server.clone();
    let serving = tokio::spawn(async move {
        let _ = server.serve_conn(theirs).await;
    });
    (Client::new(ours), serving)
}

fn order() -> Order {
    Order {
        id: 7,
        items: vec![
            Item {
                name: "tea".into(),
                price: 4.5,
            },
            Item {
                name: "sugar".into(),
                price: 0.0,
            },
        ],
        notes: Some(HashMap::from([("gift".into(), "yes".into())])),
    }
}

#[tokio::test]
async fn a_method_without_types_takes_and_returns_whatever_is_sent() {
    let server = Server::new();
    let echo = |value: Value| async { Ok::<_, String>(value) };
    server.register_fn("Any.Echo", echo).expect("new");
    let (client, _serving) = connect(&server);
    // Each type twice, since the second call finds it defined.
    for _ in 0..2 {
        let back: Order = client.call("Any.Echo", &order()).await.expect("a reply");
        assert_eq!(back, order());
        let numbers: Vec<i64> = client
            .call("Any.Echo", &vec![1i64, -2])
            .await
            .expect("a reply");
        assert_eq!(numbers, [1, -2]);
        let text: String = client.call("Any.Echo", "text").await.expect("a reply");
        assert_eq!(text, "text");
        let any = Any::Order(order());
        let back: Option<Any> = client.call("Any.Echo", &any).await.expect("a reply");
        assert_eq!(back, Some(any));
    }
}

#[tokio::test]
async fn a_method_looks_at_what_it_was_sent_and_makes_a_reply_by_hand() {
    let server = Server::new();
    let total = |order: Value| async move {
        let items = order.view().field("Items").ok_or("no items")?;
        let prices = items
            .elements()
            .filter_map(|item| item.field("Price")?.as_f64());
        let total: f64 = prices.sum();
        let mut types = TypeBuilder::new();
        let fields = [("Kind", Id::STRING), ("Total", Id::FLOAT64)];
        let reply = types.structure(fields);
        let reply = types.named("main.Total", reply);
        let reply = types.build(reply).expect("a type");
        let kind = Value::from(order.ty().to_string());
        let fields = [("Kind", kind), ("Total", Value::from(total))];
        Ok::<_, &str>(Value::structure(&reply, fields).expect("of that type"))
    };
    server.register_fn("Any.Total", total).expect("new");
    let (client, _serving) = connect(&server);

    #[derive(Gob, Debug, PartialEq)]
    struct Total {
        kind: String,
        total: f64,
    }
    let expected = Total {
        kind: "Order".into(),
        total: 4.5,
    };
    for _ in 0..2 {
        let reply: Total = client.call("Any.Total", &order()).await.expect("a reply");
        assert_eq!(reply, expected);
    }
    let refused = client.call::<_, Total>("Any.Total", &7i64).await;
    assert!(matches!(refused, Err(CallError::ServerError(text)) if text == "no items"));
}

#[tokio::test]
async fn a_client_without_types_calls_a_method_that_has_them() {
    let server = Server::new();
    let cheapest = |order: Order| async move {
        let cheapest = order
            .items
            .into_iter()
            .min_by(|one, other| one.price.total_cmp(&other.price));
        cheapest.ok_or("nothing ordered")
    };
    server
        .register_fn("Orders.Cheapest", cheapest)
        .expect("new");
    let (client, _serving) = connect(&server);

    let mut types = TypeBuilder::new();
    let item = types.structure([("Name", Id::STRING), ("Price", Id::FLOAT64)]);
    let items = types.slice(item);
    let order = types.structure([("Items", items)]);
    let [item, items, order] = types.build_all([item, items, order]).expect("types");
    let tea = Value::structure(
        &item,
        [("Name", Value::from("tea")), ("Price", Value::from(4.5))],
    );
    let items = Value::slice(&items, [tea.expect("an item")]).expect("items");
    let order = Value::structure(&order, [("Items", items)]).expect("an order");
    let reply: Value = client
        .call("Orders.Cheapest", &order)
        .await
        .expect("a reply");
    assert_eq!(reply.ty().kind(), TypeKind::Struct);
    assert_eq!(reply.to_string(), r#"Item{Name:"tea", Price:4.5}"#);
    // Arguments of a type that does not fit cost one call.
    let refused = client
        .call::<_, Value>("Orders.Cheapest", &Value::from(1))
        .await;
    assert!(
        matches!(refused, Err(CallError::ServerError(_))),
        "{refused:?}"
    );
    client
        .call::<_, Value>("Orders.Cheapest", &order)
        .await
        .expect("a reply");
}

#[tokio::test]
async fn names_that_nobody_registered_are_no_matter_to_a_method_without_types() {
    let server = Server::new();
    let name = |value: Value| async move {
        let held = value.view().interface().ok_or("nil")?;
        Ok::<_, &str>(format!("{} {}", held.name(), held.value()))
    };
    server.register_fn("Any.Name", name).expect("new");
    let (client, _serving) = connect(&server);
    let shown: String = client
        .call("Any.Name", &Any::Text("x".into()))
        .await
        .expect("a reply");
    assert_eq!(shown, r#"string "x""#);
    let shown: String = client
        .call(
            "Any.Name",
            &Any::Order(Order {
                items: vec![],
                notes: None,
                ..order()
            }),
        )
        .await
        .expect("a reply");
    assert_eq!(shown, "main.Order Order{Id:7}");
}
