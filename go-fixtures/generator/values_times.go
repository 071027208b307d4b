package main

import (
	"encoding/gob"
	"math"
	"time"
)

func east(seconds int) *time.Location { return time.FixedZone("", seconds) }

var _ = also65("time", "1.12 3", "", func(s *stream) {
	s.put(time.Date(2009, 11, 10, 23, 0, 0, 1, time.UTC), "Time::from_unix(1257894000, 1)")
	s.put(time.Time{}, "Time::zero()")
	s.put(time.Unix(0, 0).UTC(), "Time::from_unix(0, 0)")
	s.put(time.Unix(0, 0).In(east(3600)), "the same at +01:00")
	s.put(time.Unix(0, 0).In(east(0)), "the same at +00:00, which is not UTC")
	s.put(time.Unix(12345, 0).In(east(-(5*3600 + 30*60 + 15))), "at -05:30:15, version 2")
	s.put(time.Unix(-2840140800, 0).In(east(53*60+28)), "at +00:53:28")
	s.put(time.Unix(0, 0).In(east(-30)), "at -00:00:30")
	s.put(time.Date(-5, 1, 2, 3, 4, 5, 6, time.UTC), "before the year 1")
	s.put(time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC), "Time::from_unix(253402300799, 999_999_999)")
	s.put(time.Unix(1<<55, 7).UTC(), "Time::from_unix(1 << 55, 7)")
	s.put(time.Unix(math.MinInt64, 0).UTC(), "seconds that wrap around")
	s.put(time.Time{}.In(east(-3600)), "zero, but for its zone")
	s.fail(time.Unix(0, 0).In(east(-60)), "at -00:01")
	s.put(time.Unix(1, 0).UTC(), "Time::from_unix(1, 0)")
})
var _ = values("time_places", "1.8 1.9 1.12", rustPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(Places[time.Time]{}, "Places::default()")
	s.put(places(time.Unix(7, 8).UTC()), "one time in all places")
	s.put(places(time.Time{}), "the zero time in all places: pointers to it are sent")
	s.put(places(time.Time{}.In(east(-3600))), "a zero instant in a zone is not left out")
	s.put(PointerFirst[time.Time]{ptr(time.Time{}), time.Time{}.UTC(), 3}, "PointerFirst { p: Some(Time::zero()), v: Time::zero(), a: 3 }")
	s.put(map[time.Time]time.Time{time.Unix(1, 0).UTC(): {}}, "HashMap::from([(Time::from_unix(1, 0), Time::zero())])")
	s.put([2]time.Time{}, "[Time::zero(), Time::zero()]")
	s.put(Empty{}, "Empty {}")
})
var _ = values("time_by_pointer", "1.6 1.12", rustPointerFirst, func(s *stream) {
	s.put(ptr(time.Unix(1, 0).UTC()), "Some(Time::from_unix(1, 0))")
	s.put(time.Unix(2, 0).UTC(), "Time::from_unix(2, 0)")
	s.put(PointerFirst[time.Time]{nil, time.Unix(3, 0).UTC(), 3}, "PointerFirst { p: None, v: Time::from_unix(3, 0), a: 3 }")
	s.put([]*time.Time{ptr(time.Unix(4, 0).UTC())}, "vec![Some(Time::from_unix(4, 0))]")
	s.put(Empty{}, "Empty {}")
})
var _ = values("time_in_interfaces", "1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(time.Time{})
	s.put(boxed(time.Unix(1, 0).UTC()), "Some(Any::Time(Time::from_unix(1, 0)))")
	s.put(boxed(time.Time{}), "Some(Any::Time(Time::zero()))")
	s.put([]any{time.Unix(2, 0).UTC(), nil, "s"}, "the same")
	s.put(Holder{1, time.Unix(3, 0).UTC(), 2}, "Holder { a: 1, v: .., b: 2 }")
	s.put(map[any]any{time.Unix(4, 0).UTC(): time.Unix(5, 0).UTC()}, "the same")
	s.put(Empty{}, "Empty {}")
})
var _ = values("time_in_interfaces_by_pointer", "1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(&time.Time{})
	s.put(Holder{1, ptr(time.Unix(3, 0).UTC()), 2}, "Holder { a: 1, v: .., b: 2 }")
	s.put([]any{ptr(time.Unix(4, 0).UTC())}, "the same")
	s.put(Empty{}, "Empty {}")
})
