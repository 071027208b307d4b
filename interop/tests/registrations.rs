//! Registering services: what Go says of a name or of a service, and what ours says.

use interop::differences::{self, Pairing};
use interop::peer::GoPeer;
use interop::registrations;

#[tokio::test]
async fn names_and_services_are_taken_and_refused_with_gos_texts() {
    for peer in [GoPeer::build(), GoPeer::build_old()] {
        let peer = peer.unwrap_or_else(|error| panic!("{error}"));
        let go = match peer.registrations().await {
            Ok(go) => go,
            Err(error) => panic!("{error}"),
        };
        let go = (peer.version(), go.as_str());
        let [.., pairing] = Pairing::WITH_OURS;
        let held = differences::hold(
            differences::REGISTRATIONS,
            "registrations",
            pairing,
            go,
            &registrations(),
        );
        if let Err(fault) = held {
            panic!("\n{fault}");
        }
    }
}
