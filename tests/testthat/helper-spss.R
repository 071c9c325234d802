# Every cell and attribute equals haven's, but for columns that are `different`.
# The known differences, all wanted: the column attributes that haven does not
# keep (measure, role, ...); our class in front of haven's; the class of the whole and its attributes (`survey`
# holds label and notes). The order of a column's attributes is not compared.
expect_as_haven <- function(ours, theirs, different = character()) {
  in_order <- function(x) {
    for (ours in c("measure", "role", "alignment", "write_format", "spss_attributes")) {
      attr(x, ours) <- NULL
    }
    known <- attributes(x)
    known$class <- setdiff(known$class, "pairwave_labelled")
    if (length(known$class) == 0) known$class <- NULL
    attributes(x) <- known[order(names(known))]
    x
  }
  expect_identical(names(ours), names(theirs))
  expect_identical(nrow(ours), nrow(theirs))
  # An expectation takes its time, and there may be thousands of columns.
  for (name in setdiff(names(theirs), different)) {
    read <- list(in_order(ours[[name]]), in_order(theirs[[name]]))
    if (!identical(read[[1]], read[[2]])) expect_identical(read[[1]], read[[2]], label = name)
  }
}
