library(testthat)
library(pairwave)

test_check("pairwave")
