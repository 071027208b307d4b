//! What is asked of a codec: `go/scenarios_codec.go`.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::Failure;
use crate::transcript::{Transcript, release};

pub(super) async fn order_of_a_codec(t: &mut Transcript) -> Result<(), Failure> {
    order(t, "header: EOF").await
}

pub(super) async fn order_of_a_codec_one_at_a_time(t: &mut Transcript) -> Result<(), Failure> {
    order(t, "body").await
}

/// Four requests that are answered at once, then two calls that wait and the end of the requests; `waiting` is what is done last
/// while they do.
async fn order(t: &mut Transcript, waiting: &str) -> Result<(), Failure> {
    let mut stream = BufReader::new(TcpStream::connect(t.address()).await?);
    for request in [
        "0\tArith.Add\t{\"A\":1,\"B\":2}\n",
        "1\tArith.Nope\t1\n",
        "2\tNope\t1\n",
        "3\tArith.Error\t{\"A\":1,\"B\":2}\n",
    ] {
        stream.write_all(request.as_bytes()).await?;
        reply(&mut stream).await?;
    }
    let calls = "4\tSlow.Wait\t61\n5\tSlow.Wait\t62\n";
    stream.write_all(calls.as_bytes()).await?;
    stream.shutdown().await?;
    notes(t, waiting).await?;
    for key in [61, 62] {
        release(t.route(), t.address(), key).await?;
        reply(&mut stream).await?;
    }
    t.end(match stream.read_u8().await {
        Ok(_) => "one more reply".into(),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => "EOF".into(),
        Err(error) => error.to_string(),
    });
    notes(t, "close").await
}

/// Reads one line, which is also among the bytes that pass.
async fn reply(stream: &mut BufReader<TcpStream>) -> Result<(), Failure> {
    match stream.read_line(&mut String::new()).await? {
        0 => Err("no reply".into()),
        _ => Ok(()),
    }
}

/// Prints what the codec was asked until then.
async fn notes(t: &mut Transcript, last: &str) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Vec<String>>("Codec.Notes", last).await;
    c.close().await
}
