struct Plain;

fn main() {
    let mut bytes = Vec::new();
    let _ = netrpc_gob::Encoder::new().encode(&Plain, &mut bytes);
    let _ = netrpc_gob::StreamDecoder::new(bytes.as_slice()).decode::<Plain>();
}
