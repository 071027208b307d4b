//! A method with its types hidden from all but the codec.

use std::{
    fmt::Display,
    future::Future,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{self, Poll},
};

use super::{Caller, Handler, Parameters};
use crate::{
    caught::catch,
    codec::{DecodeArgs, EncodeReply, ResponseHeader, ServerCodec},
    error::CodecError,
    go_text,
};

/// One registered method, as a server of the codec `K` sees it.
pub trait Method<K: ServerCodec>: Send + Sync + 'static {
    /// An idle box for calls of this method.
    fn new_call(&self) -> Box<dyn MethodCall<K>>;

    /// The type of its argument as Go would spell it, such as `main.Args`.
    fn arg_type(&self) -> String;

    /// The type of its reply as Go would spell it, such as `*main.Reply`.
    fn reply_type(&self) -> String;
}

/// One call of a method: idle, then started, then polled until it is ready, then encoded, and idle again.
pub trait MethodCall<K: ServerCodec>: Send {
    /// Decodes the arguments; the method itself runs from the first poll on.
    ///
    /// # Errors
    /// The arguments cannot be decoded: the call is answered with the error's text, and this box is idle again.
    fn start(
        &mut self,
        codec: &mut K,
        body: K::Body,
        caller: &mut Caller<'_>,
    ) -> Result<(), CodecError>;

    /// Runs the method. A panic in it makes the call ready like an error.
    fn poll(&mut self, cx: &mut task::Context<'_>) -> Poll<()>;

    /// Appends the response, whose header has everything but its error. The outcome stays for another try until
    /// [`clear`](Self::clear).
    ///
    /// # Errors
    /// The reply cannot be encoded; nothing was appended.
    fn encode(
        &mut self,
        codec: &mut K,
        header: &mut ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;

    /// Makes the box idle, dropping what the call left in it.
    fn clear(&mut self);
}

/// The method that `handler` answers.
pub fn method_fn<K, T, H>(handler: H) -> Arc<dyn Method<K>>
where
    T: Parameters,
    K: DecodeArgs<T::Args> + EncodeReply<H::Reply>,
    H: Handler<T>,
{
    Arc::new(HandlerMethod {
        handler: Arc::new(handler),
        parameters: PhantomData::<fn(T)>,
    })
}

struct HandlerMethod<T, H> {
    handler: Arc<H>,
    parameters: PhantomData<fn(T)>,
}

impl<K, T, H> Method<K> for HandlerMethod<T, H>
where
    T: Parameters,
    K: DecodeArgs<T::Args> + EncodeReply<H::Reply>,
    H: Handler<T>,
{
    fn new_call(&self) -> Box<dyn MethodCall<K>> {
        Box::new(HandlerCall::<T, H> {
            handler: Arc::clone(&self.handler),
            parameters: None,
            future: Box::pin(None),
            outcome: None,
        })
    }

    fn arg_type(&self) -> String {
        <K as DecodeArgs<T::Args>>::args_type()
    }

    fn reply_type(&self) -> String {
        format!("*{}", <K as EncodeReply<H::Reply>>::reply_type())
    }
}

struct HandlerCall<T, H: Handler<T>> {
    handler: Arc<H>,
    parameters: Option<T>,
    /// A future cannot move once polled: it lives and dies in this box, which the next call uses again.
    future: Pin<Box<Option<H::Future>>>,
    outcome: Option<Outcome<H::Reply>>,
}

enum Outcome<R> {
    Reply(R),
    /// The handler failed with an empty text, which is no failure.
    ZeroReply,
    Error(String),
    Panicked,
}

impl<T, H: Handler<T>> HandlerCall<T, H> {
    fn run(&mut self, cx: &mut task::Context<'_>) -> Poll<Outcome<H::Reply>> {
        if let Some(parameters) = self.parameters.take() {
            let future = self.handler.call(parameters);
            self.future.set(Some(future));
        }
        let Some(future) = self.future.as_mut().as_pin_mut() else {
            return Poll::Ready(Outcome::Panicked);
        };
        future.poll(cx).map(|result| {
            self.future.set(None);
            match result {
                Ok(reply) => Outcome::Reply(reply),
                Err(error) => Outcome::of_error(&error),
            }
        })
    }
}

impl<R> Outcome<R> {
    fn of_error(error: &impl Display) -> Self {
        let text = error.to_string();
        if text.is_empty() {
            Self::ZeroReply
        } else {
            Self::Error(text)
        }
    }
}

impl<K, T, H> MethodCall<K> for HandlerCall<T, H>
where
    T: Parameters,
    K: DecodeArgs<T::Args> + EncodeReply<H::Reply>,
    H: Handler<T>,
{
    fn start(
        &mut self,
        codec: &mut K,
        body: K::Body,
        caller: &mut Caller<'_>,
    ) -> Result<(), CodecError> {
        let decoded = catch(|| codec.decode_args(body));
        let args = decoded.unwrap_or_else(|| Err(CodecError::panicked("decoding")))?;
        self.parameters = Some(T::new(args, caller));
        Ok(())
    }

    fn poll(&mut self, cx: &mut task::Context<'_>) -> Poll<()> {
        // The future is never touched again after a panic but to drop it, so no broken invariant of its is seen.
        let outcome = match catch(|| self.run(cx)) {
            Some(Poll::Pending) => return Poll::Pending,
            Some(Poll::Ready(outcome)) => outcome,
            None => {
                // Dropping what the panic left may panic again.
                let _ = catch(|| self.future.set(None));
                Outcome::Panicked
            }
        };
        self.outcome = Some(outcome);
        Poll::Ready(())
    }

    fn encode(
        &mut self,
        codec: &mut K,
        header: &mut ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        match &self.outcome {
            Some(Outcome::Reply(reply)) => codec.encode_reply(header, reply, out),
            Some(Outcome::ZeroReply) => codec.encode_zero_reply(header, out),
            Some(Outcome::Error(text)) => {
                go_text::set(&mut header.error, text);
                codec.encode_error(header, out)
            }
            // A call that is encoded before it is ready was given up, which its client sees as a panic too.
            Some(Outcome::Panicked) | None => {
                go_text::set(&mut header.error, go_text::panicked(&header.service_method));
                codec.encode_error(header, out)
            }
        }
    }

    fn clear(&mut self) {
        // The user's values may panic when they drop; that too costs this call alone, which has its answer.
        let _ = catch(|| self.parameters = None);
        let _ = catch(|| self.outcome = None);
        let _ = catch(|| self.future.set(None));
    }
}
