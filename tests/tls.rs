//! Connections over TLS, with certificates on both sides: a stream like others, and methods know who calls.

#![cfg(all(feature = "tls", feature = "tokio"))]

use std::sync::Arc;

use netrpc::{Client, ConnectionInfo, Context, Server, TlsPeer};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor, TlsConnector,
    rustls::{ClientConfig, RootCertStore, ServerConfig, server::WebPkiClientVerifier},
};

#[tokio::test]
async fn a_method_knows_the_certificate_of_the_client_that_calls_it() {
    let ours = Identity::of("server.test");
    let theirs = Identity::of("client.test");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let verifier = WebPkiClientVerifier::builder(Arc::new(trusting(&theirs)))
        .build()
        .expect("one root");
    let config = ServerConfig::builder()
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![ours.certificate.clone()], ours.key.clone_key())
        .expect("a good key");
    let acceptor = TlsAcceptor::from(Arc::new(config));

    let server = Server::new();
    let who = |context: Context, _: ()| async move {
        let peer = context.tls_peer().ok_or("nobody")?;
        let certificate = peer.certificates().first().ok_or("no certificate")?;
        Ok::<_, &str>(certificate.to_vec())
    };
    server.register_fn("Test.Who", who).expect("new");
    let serving = tokio::spawn(async move {
        let (stream, address) = listener.accept().await.expect("a client");
        let stream = acceptor.accept(stream).await.expect("a good client");
        let certificates = stream.get_ref().1.peer_certificates();
        let peer = TlsPeer::new(certificates.expect("demanded").to_vec());
        let info = ConnectionInfo::new()
            .with_peer_addr(address)
            .with_tls_peer(peer);
        server.serve_conn_with(stream, info).await
    });

    let config = ClientConfig::builder()
        .with_root_certificates(trusting(&ours))
        .with_client_auth_cert(vec![theirs.certificate.clone()], theirs.key)
        .expect("a good key");
    let name = ServerName::try_from("server.test").expect("a name");
    let stream = TcpStream::connect(address).await.expect("it listens");
    let stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .expect("a good server");
    let client = Client::new(stream);
    let seen: Vec<u8> = client.call("Test.Who", &()).await.expect("answered");
    assert_eq!(seen, theirs.certificate.to_vec());
    client.close().await.expect("open until now");
    serving.await.expect("no panic").expect("an orderly end");
}

struct Identity {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Identity {
    fn of(name: &str) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed([name.to_owned()]).expect("a name");
        Self {
            certificate: cert.der().clone(),
            key: PrivateKeyDer::try_from(signing_key.serialize_der()).expect("PKCS #8"),
        }
    }
}

fn trusting(identity: &Identity) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots
        .add(identity.certificate.clone())
        .expect("well formed");
    roots
}
