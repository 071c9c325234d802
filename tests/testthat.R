library(testthat)
library(pairwave)

# R compiles what tests define just before it runs the second time, which takes as long as
# the tests themselves.
compiler::enableJIT(0)
# CRAN has little time: less is drawn at random, as when `make test` runs tests anew in
# another locale.
if (!nzchar(Sys.getenv("NOT_CRAN"))) Sys.setenv(PAIRWAVE_SECOND_TIME = "yes")

test_check("pairwave")
