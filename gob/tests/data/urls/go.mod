module urls

go 1.27
