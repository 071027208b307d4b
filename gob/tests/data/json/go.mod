module json

go 1.21
