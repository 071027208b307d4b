//! What is known of a connection before its first byte.

use std::net::SocketAddr;

use http::Extensions;

/// What methods may know of the connection that calls them, by [`Context`](super::Context).
///
/// ```
/// # async fn serve(server: netrpc::Server, stream: tokio::net::TcpStream) -> Result<(), netrpc::ServeError> {
/// use netrpc::ConnectionInfo;
///
/// #[derive(Clone)]
/// struct Tenant(String);
///
/// let mut info = ConnectionInfo::new();
/// info.extensions_mut().insert(Tenant("acme".into()));
/// server.serve_conn_with(stream, info).await
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct ConnectionInfo {
    peer_addr: Option<SocketAddr>,
    #[cfg(feature = "tls")]
    tls_peer: Option<TlsPeer>,
    extensions: Extensions,
}

/// Who is at the other end of a TLS connection, as its handshake proved.
#[cfg(feature = "tls")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsPeer {
    certificates: Vec<rustls_pki_types::CertificateDer<'static>>,
}

impl ConnectionInfo {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the client is.
    #[must_use]
    pub fn with_peer_addr(mut self, address: SocketAddr) -> Self {
        self.peer_addr = Some(address);
        self
    }

    /// Who the client is.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn with_tls_peer(mut self, peer: TlsPeer) -> Self {
        self.tls_peer = Some(peer);
        self
    }

    /// Where the client is, if its connection has addresses.
    pub fn peer_addr(&self) -> Option<SocketAddr> {
        self.peer_addr
    }

    /// Who the client is, if its connection is TLS and said so.
    #[cfg(feature = "tls")]
    pub fn tls_peer(&self) -> Option<&TlsPeer> {
        self.tls_peer.as_ref()
    }

    /// Values by type, for methods to find.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Where to put them.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }
}

#[cfg(feature = "tls")]
impl TlsPeer {
    /// The certificates that the peer showed, its own first: rustls's `peer_certificates`.
    pub fn new(certificates: Vec<rustls_pki_types::CertificateDer<'static>>) -> Self {
        Self { certificates }
    }

    /// The certificates that the peer showed, its own first.
    pub fn certificates(&self) -> &[rustls_pki_types::CertificateDer<'static>] {
        &self.certificates
    }
}
