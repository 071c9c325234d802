# Keeps multiple-response sets: the columns of a question with several
# answers.

# The multiple-response sets that a file or its platform declares.
mr_sets <- function(survey) attr(survey, "survey")$mr_sets

# A set, in the shape in which SPSS files give theirs.
new_multiple_set <- function(name, label, variables) {
  list(name = name, label = label, kind = "dichotomies", counted = "1",
       variables = variables)
}

# The sets that the file of a survey declares, by name, without SPSS's "$" too.
declared_sets <- function(survey) {
  found <- mr_sets(survey)
  if (!length(found)) return(list())
  sets <- lapply(found, function(set) {
    list(columns = set$variables, label = set$label,
         counted = if (!is.na(set$counted)) set$counted)
  })
  names <- vapply(found, `[[`, "", "name")
  plain <- sub("^[$]", "", names)
  stats::setNames(c(sets, sets), c(names, plain))[!duplicated(c(names, plain))]
}
