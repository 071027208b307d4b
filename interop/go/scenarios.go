package main

// kind says how a scenario may be used.
type kind string

const (
	// recorded: its bytes are the same on every run, so go-fixtures records them too.
	recorded kind = "recorded"
	// live: its bytes vary (order of replies) or are many; its transcript is still always the same.
	live kind = "live"
	// scripted: the other side is not a server but a script of replies in go-fixtures.
	scripted kind = "scripted"
	// special: for one of the servers that serve in a way of their own.
	special kind = "special"
)

type scenario struct {
	name  string
	kind  kind
	shows string
	run   func(*transcript)
}

var gobScenarios = []scenario{
	// Calls of Go's client, one in flight.
	{"add_twice", recorded, "the golden transcript: definitions once, then values alone", addTwice},
	{"zero_reply", recorded, "a reply of zero sends no field, arguments of zero neither", zeroReply},
	{"error_first", recorded, "a handler's error as the first reply, twice, then a reply", errorFirst},
	{"error_with_empty_text", recorded, "a handler's error without text counts as success", emptyError},
	{"arith_methods", recorded, "arguments by value and by pointer, string arguments, string and int replies", arithMethods},
	{"methods_not_found", recorded, "ill-formed names, unknown services and methods; the connection goes on", notFound},
	{"wrong_arguments", recorded, "arguments of the wrong type, each with Go's text; the connection goes on", wrongArguments},
	{"echo_scalars", recorded, "each scalar kind as argument and reply", echoScalars},
	{"echo_containers", recorded, "slices, arrays, maps, struct{} as argument and reply", echoContainers},
	{"echo_everything", recorded, "a struct of all static kinds, full and zero, and a linked list", echoEverything},
	{"echo_standard", live, "what Go's library encodes by methods of its own: times, big numbers, URLs, addresses", echoStandard},
	{"echo_large", recorded, "bodies larger than Go's 4096-byte write buffer, and than 64 KiB", echoLarge},
	{"peculiar_replies", recorded, "nil and empty maps and slices, pointers, struct{}", peculiarReplies},
	{"nil_pointer_reply", recorded, "a reply pointer left nil is a message with the id alone", nilPointerReply},
	{"unencodable_reply", recorded, "a reply that gob cannot encode ends the connection, pending calls too", unencodableReply},
	{"reply_of_another_type", recorded, "the client cannot decode a reply: pending calls fail too, later ones are shut down", replyOfAnotherType},
	{"replies_merge", recorded, "a reply is decoded into what the caller's value holds", repliesMerge},
	{"reply_ignored", recorded, "the caller wants no reply", replyIgnored},
	{"out_of_order", recorded, "a later call is answered first", outOfOrder},
	{"dropped_peer", recorded, "the server drops the connection while calls are pending", droppedPeer},
	// Requests written by hand.
	{"header_then_end", recorded, "a header and no body: answered with EOF", headerThenEnd},
	{"unknown_method_then_end", recorded, "a header for an unknown method and no body", unknownMethodThenEnd},
	{"body_cut_short", recorded, "half a body: answered with unexpected EOF", bodyCutShort},
	{"header_cut_short", recorded, "half a header: nothing is answered", headerCutShort},
	{"header_is_an_int", recorded, "nothing is answered", headerIsAnInt},
	{"header_without_known_fields", recorded, "nothing is answered", headerWithoutKnownFields},
	{"header_with_signed_seq", recorded, "nothing is answered", headerWithSignedSeq},
	{"header_with_bad_length", recorded, "nothing is answered", headerWithBadLength},
	{"header_with_more_fields", recorded, "other order, one field more, the largest Seq: accepted", headerWithMoreFields},
	{"header_is_empty_struct", recorded, "struct{} as header: an ill-formed name with Seq 0", headerIsEmptyStruct},
	{"same_seq_twice", recorded, "the server does not look at Seq", sameSeqTwice},
	{"same_seq_pending", live, "two calls with one Seq, under way together", sameSeqPending},
	{"requests_in_one_write", recorded, "several requests in one write are answered in order", requestsInOneWrite},
	{"half_close_with_pending_call", recorded, "the client has finished writing: the pending call is still answered", halfClose},
	{"garbage_with_pending_call", recorded, "a bad header ends the connection once the pending call is answered", garbageWithPending},
	{"unencodable_among_calls", live, "a reply that gob cannot encode: calls that were read run to their end; what is logged", unencodableAmongCalls},
	// Interface values.
	{"any_values", live, "interfaces at the top: nil, basic types, structs, pointers, in each other", anyValues},
	{"any_types_inside_others", live, "values cut where a type is defined, at every level", anyTypesInsideOthers},
	{"any_events", live, "interfaces as field, element, key and value of maps; errors", anyEvents},
	{"any_shapes", live, "an interface with methods, as argument and as reply; types that lack them", anyShapes},
	{"any_unregistered_name", live, "a name that the server does not know costs an error reply", anyUnregisteredName},
	{"any_unregistered_reply", live, "a name that the client does not know ends its connection", anyUnregisteredReply},
	// Cancellation, as a fork of net/rpc has it.
	{"cancel_not_understood", live, "net/rpc knows no cancellation", cancelNotUnderstood},
	{"give_up_a_call", live, "a client that gives a call up says so; a server that does not know it loses nothing", giveUpACall},
	{"cancel_calls", special, "a running call, one of two, one that has ended, one that never was", cancelCalls},
	{"give_up_calls", special, "a client gives calls up, the server learns of it", giveUpCalls},
	// One request at a time.
	{"refused_requests", special, "what ServeRequest says of requests that are no calls", refusedRequests},
	{"order_of_a_codec", special, "what ServeCodec asks of a codec, and when", orderOfACodec},
	{"order_of_a_codec_one_at_a_time", special, "what ServeRequest asks of a codec, and what it says", orderOneAtATime},
	// Writes.
	{"large_messages", special, "messages that fit and that do not fit into Go's 4096-byte write buffer", largeMessages},
	{"calls_at_once", special, "three calls, none of which waits for another: the client's writes", callsAtOnce},
	{"answers_to_one_write", special, "three requests in one write: the server's writes", answersToOneWrite},
	// Load.
	{"pipelined_10000", live, "10,000 calls sent without waiting", pipelined},
	{"overlapping_64", live, "64 calls that can only end together", overlapping},
	{"echo_1_mib", live, "1 MiB there and back", echoMebibyte},
	{"map_of_many", live, "a map of 100 entries, in any order", mapOfMany},
	// The end of Go's server.
	{"panicking_method", live, "a method that panics", panickingMethod},
	// Against scripted replies.
	{"three_calls", scripted, "Arith.Add{1,2} three times, one after the other", threeCalls},
	{"three_pending", scripted, "Arith.Add{1,2} three times at once, printed in the order of Seq, then once more", threePending},
	// Against servers that are not Go's: Go's own loses the stream.
	{"any_unregistered_type", scripted, "names that the server does not know, with types defined inside the value", anyUnregisteredType},
	// Together with clients of the other format.
	{"meet_of_four", scripted, "a call that ends together with those of three other clients", meetOfFour},
}
