//! What `#[netrpc::service]` makes gives no warnings, keeps the user's attributes and meets none of the user's names.

#![cfg(feature = "tokio")]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, warnings)]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc::{Client, Server};

/// Names that the generated code uses, too, as names of the user's.
mod names {
    #![allow(
        dead_code,
        non_camel_case_types,
        reason = "that nobody uses them is what they are for"
    )]

    use ::netrpc::Gob;

    #[derive(Gob, Clone, Copy)]
    pub(crate) struct C {
        pub(crate) c: i64,
    }
    #[derive(Gob)]
    pub(crate) struct K(pub(crate) i64);
    #[derive(Gob)]
    pub(crate) struct T(pub(crate) i64);

    pub(crate) struct Arc;
    pub(crate) struct Box;
    pub(crate) struct Vec;
    pub(crate) struct String;
    pub(crate) struct Client;
    pub(crate) struct Server;
    pub(crate) struct ServiceMethod;
    pub(crate) struct Service;
    pub(crate) struct str;
    pub(crate) trait Send {}
    pub(crate) trait Sync {}
    pub(crate) trait Clone {}
    pub(crate) trait Debug {}
    pub(crate) trait Future {}
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod netrpc {}
}

/// Where only such names are there.
mod clashes {
    #[allow(unused_imports, reason = "the generated code must not use them")]
    use super::names::*;
    use ::netrpc::Context;

    #[::netrpc::service(name = "Clashes")]
    pub(crate) trait Named {
        async fn swap(&self, number: C) -> Result<K, Error>;
        fn twice(&self, context: Context, number: K) -> Result<T, Error>;
    }

    pub(crate) type Error = ::std::string::String;

    pub(crate) struct Plain;

    impl Named for Plain {
        async fn swap(&self, number: C) -> Result<K, Error> {
            Ok(K(number.c))
        }

        fn twice(&self, _: Context, number: K) -> Result<T, Error> {
            Ok(T(2 * number.0))
        }
    }

    #[::netrpc::service(name = "Plain")]
    impl Plain {
        pub fn once(&self, _: Context, number: T) -> Result<C, Error> {
            Ok(C { c: number.0 })
        }
    }
}

/// What the user documents and puts under conditions.
pub mod documented {
    use netrpc::Gob;

    /// Two numbers.
    #[derive(Gob, Debug)]
    pub struct Pair(Vec<i64>);

    /// Has a method under each kind of condition.
    #[netrpc::service]
    pub trait Conditional {
        /// Is there.
        fn first(&self, numbers: Vec<i64>) -> Result<i64, String> {
            numbers.first().copied().ok_or("empty".to_owned())
        }

        /// Is there under a condition.
        #[cfg(test)]
        fn last(&self, numbers: Vec<i64>) -> Result<i32, String> {
            let last = numbers.last().copied().ok_or("empty".to_owned())?;
            last.try_into().map_err(|_| "too large".to_owned())
        }

        /// Has types that are not there, either.
        #[cfg(not(test))]
        async fn none(&self, numbers: NotThere) -> Result<NorThis, String>;

        /// Is there in two ways, of which one is.
        #[cfg(test)]
        fn either(&self, _: ()) -> Result<u8, String> {
            Ok(1)
        }

        /// Is there in two ways, of which one is not.
        #[cfg(not(test))]
        fn either(&self, _: ()) -> Result<NotThere, String>;

        /// Is not to be used any more.
        #[deprecated]
        fn old(&self, pair: Pair) -> Result<Pair, String> {
            Ok(pair)
        }
    }

    /// Has the methods as they are.
    #[derive(Debug)]
    pub struct AsTheyAre;

    impl Conditional for AsTheyAre {}

    /// Is in its service by its own methods.
    #[derive(Debug)]
    pub struct Own<T>(pub T);

    #[netrpc::service]
    impl<T: Into<i64> + Copy + Send + Sync + 'static> Own<T> {
        /// Is there under a condition.
        #[cfg(test)]
        pub async fn number(&self, _: ()) -> Result<i64, String> {
            Ok(self.0.into())
        }

        /// Has types that are not there.
        #[cfg(not(test))]
        pub async fn none(&self, numbers: NotThere) -> Result<NorThis, String> {
            Err("not there")
        }
    }

    #[netrpc::service]
    #[cfg(not(test))]
    trait NotThereAtAll {
        fn none(&self, numbers: NotThere) -> Result<NorThis, String>;
    }
}

/// A side that is not used is no dead code.
mod one_sided {
    use netrpc::{CallError, Client, RegisterError, Server};

    #[netrpc::service]
    trait OnlyCalled {
        async fn read(&self, _: ()) -> Result<i64, String>;
    }

    #[netrpc::service]
    trait OnlyServed {
        async fn read(&self, _: ()) -> Result<i64, String>;
    }

    #[netrpc::service]
    trait Unused {
        async fn read(&self, _: ()) -> Result<i64, String>;
    }

    struct Seven;

    impl OnlyServed for Seven {
        async fn read(&self, _: ()) -> Result<i64, String> {
            Ok(7)
        }
    }

    pub(super) async fn call(client: Client) -> Result<i64, CallError> {
        OnlyCalledClient::new(client).read(&()).await
    }

    pub(super) fn serve(server: &Server) -> Result<(), RegisterError> {
        server.register_as("OnlyCalled", OnlyServedServer::new(Seven))
    }
}

/// Names as Go writes them, which the user has allowed where they stand, and a trait that is not to be used any more.
mod as_in_go {
    #![allow(dead_code, reason = "that it gives no warnings is what it is for")]

    #[netrpc::service]
    #[deprecated]
    #[allow(non_camel_case_types, non_snake_case, deprecated)]
    pub(super) trait arith_2 {
        async fn Multiply(&self, name: i64) -> Result<i64, String>;
        fn Divide(&self, service: i64) -> Result<i64, String>;
    }
}

/// Services of which parts come out of macros and functions, and find `netrpc` elsewhere.
mod made {
    pub(crate) use ::netrpc as elsewhere;

    macro_rules! service_of {
        ($trait:ident, $type:ident, $number:ty, $method:ident) => {
            #[netrpc::service(crate = "elsewhere")]
            pub(super) trait $trait {
                async fn $method(
                    &self,
                    context: netrpc::Context,
                    number: $number,
                ) -> Result<$number, String> {
                    Ok(number + <$number>::try_from(context.seq()).map_err(|_| "too large")?)
                }
            }

            pub(super) struct $type;

            impl $trait for $type {}

            #[netrpc::service(crate = "elsewhere")]
            impl $type {
                pub fn own(&self, number: $number) -> Result<$number, String> {
                    Ok(number)
                }
            }
        };
    }

    service_of!(Made, OfMacro, i64, add_seq);

    /// As it is seen when the macro knows what a type is.
    macro_rules! service_of_type {
        ($type:ty, $number:ty, $result:ty, $context:ty) => {
            #[netrpc::service(crate = "elsewhere")]
            impl $type {
                pub fn id(&self, _: $context, number: $number) -> $result {
                    Ok(number)
                }
            }
        };
    }

    pub(super) struct OfTypes;

    service_of_type!(OfTypes, i64, Result<i64, String>, netrpc::Context);

    pub(super) fn in_function() -> impl netrpc::Service<netrpc::codec::gob::GobServerCodec> {
        #[netrpc::service]
        trait Inner {
            #[cfg(test)]
            fn add(&self, number: i64) -> Result<i64, String>;
        }

        struct One;

        impl Inner for One {
            fn add(&self, number: i64) -> Result<i64, String> {
                Ok(number + 1)
            }
        }

        InnerServer::new(One)
    }
}

fn connected(server: Server) -> Client {
    let (near, far) = tokio::io::duplex(1 << 12);
    tokio::spawn(async move { server.serve_conn(far).await });
    Client::new(near)
}

#[tokio::test]
async fn names_of_the_users_are_the_users() {
    use clashes::{NamedClient, NamedServer, Plain};
    use names::{C, K};

    let server = Server::new();
    server.register(NamedServer::new(Plain)).unwrap();
    server.register(Plain).unwrap();
    let client = connected(server);
    let named = NamedClient::new(client.clone());
    let three = named.swap(&C { c: 3 }).await.unwrap();
    assert_eq!(three.0, 3);
    let six = named.twice(&K(3)).await.unwrap();
    let same: C = client.call("Plain.Once", &six).await.unwrap();
    assert_eq!(same.c, 6);
}

#[tokio::test]
async fn methods_are_there_under_their_conditions() {
    use documented::{AsTheyAre, ConditionalClient, ConditionalServer, Own};

    let server = Server::new();
    let conditional = ConditionalServer::new(AsTheyAre);
    server.register(conditional).unwrap();
    server.register(Own(7_i32)).unwrap();
    let services = server.services();
    let names = services.iter().flat_map(|service| {
        let methods = service.methods.iter();
        methods.map(|method| format!("{}.{}", service.name, method.name))
    });
    let expected = [
        "Conditional.Either",
        "Conditional.First",
        "Conditional.Last",
        "Conditional.Old",
        "Own.Number",
    ];
    assert_eq!(names.collect::<Vec<_>>(), expected);

    let client = connected(server);
    let seven: i64 = client.call("Own.Number", &()).await.unwrap();
    assert_eq!(seven, 7);
    let conditional = ConditionalClient::new(client);
    assert_eq!(conditional.last(&vec![1, 2, 3]).await.unwrap(), 3);
    assert_eq!(conditional.either(&()).await.unwrap(), 1);
}

#[tokio::test]
async fn services_work_where_one_side_is_made_alone() {
    let server = Server::new();
    one_sided::serve(&server).unwrap();
    assert_eq!(one_sided::call(connected(server)).await.unwrap(), 7);
}

#[tokio::test]
async fn services_come_out_of_macros_and_functions() {
    use made::{MadeClient, MadeServer, OfMacro};

    let server = Server::new();
    server.register(MadeServer::new(OfMacro)).unwrap();
    server.register(OfMacro).unwrap();
    server.register(made::OfTypes).unwrap();
    server.register(made::in_function()).unwrap();
    let client = connected(server);
    let eight: i64 = client.call("Inner.Add", &7_i64).await.unwrap();
    let same: i64 = client.call("OfMacro.Own", &eight).await.unwrap();
    let same: i64 = client.call("OfTypes.Id", &same).await.unwrap();
    let made = MadeClient::new(client);
    assert_eq!(made.add_seq(&same).await.unwrap(), 11);
}
