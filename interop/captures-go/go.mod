module captures

go 1.21
