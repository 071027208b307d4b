module json-generator

go 1.21
