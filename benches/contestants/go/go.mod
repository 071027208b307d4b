module contestant

go 1.21
