//! Floats: the IEEE bits of the float64, bytes reversed, as an unsigned integer, so that round numbers
//! with their trailing zero bytes are short (Go's `floatBits`).

#[inline]
pub(crate) fn float_to_bits(value: f64) -> u64 {
    value.to_bits().swap_bytes()
}

#[inline]
pub(crate) fn float_from_bits(bits: u64) -> f64 {
    f64::from_bits(bits.swap_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::put_uint;

    #[test]
    fn floats_are_written_as_go_writes_them() {
        let cases: &[(f64, &[u8])] = &[
            (0.0, &[0x00]),
            (-0.0, &[0xff, 0x80]),
            (1.0, &[0xfe, 0xf0, 0x3f]),
            (17.0, &[0xfe, 0x31, 0x40]),
            (-17.0, &[0xfe, 0x31, 0xc0]),
            (0.1, &[0xf8, 0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f]),
            (f64::from(0.1f32), &[0xfb, 0xa0, 0x99, 0x99, 0xb9, 0x3f]),
            (f64::INFINITY, &[0xfe, 0xf0, 0x7f]),
            (f64::NEG_INFINITY, &[0xfe, 0xf0, 0xff]),
            (5e-324, &[0xf8, 0x01, 0, 0, 0, 0, 0, 0, 0]),
        ];
        for (value, bytes) in cases {
            let mut out = Vec::new();
            put_uint(&mut out, float_to_bits(*value));
            assert_eq!(out, *bytes, "{value}");
            assert_eq!(
                float_from_bits(float_to_bits(*value)).to_bits(),
                value.to_bits()
            );
        }
    }
}
