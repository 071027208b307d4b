module httpgo

go 1.21
