package main

func init() {
	// Rust's String takes nothing else; what happens to other bytes is tested elsewhere.
	onlyUTF8 = true
}
