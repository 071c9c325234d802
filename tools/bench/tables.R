# Demographic tables: 5 million people and 8 questions, 100,000 people beside
# gtsummary and cards, and the 39 of a workshop.
# peers: gtsummary cards
source("tools/bench/harness.R")
library(pairwave)
set.seed(1)

# Eight questions as an export holds them: four labelled columns of codes as
# doubles, with user-missing codes, two factors, a column of text and one of
# whole numbers.
people <- function(n) {
  coded <- function(labels) {
    codes <- c(unname(labels), -99, NA)
    structure(
      sample(codes, n, TRUE), labels = labels, na_values = -99,
      class = c("haven_labelled_spss", "haven_labelled", "vctrs_vctr", "double")
    )
  }
  columns <- list(
    sex = coded(c(Female = 1, Male = 2)),
    year = coded(c(Three = 3, Four = 4, Five = 5)),
    fif = coded(c(Yes = 1, No = 2)),
    ethnicity = coded(c(Black = 1, White = 2, Asian = 3, Mixed = 4)),
    school = factor(sample(paste("School", 1:12), n, TRUE)),
    disability = factor(sample(c("Yes", "No", NA), n, TRUE)),
    region = sample(c("North", "South", "East", "West", NA), n, TRUE),
    entry = sample(c(2015:2020, NA), n, TRUE)
  )
  structure(columns, class = "data.frame", row.names = .set_row_names(n))
}
questions <- c("sex", "year", "fif", "ethnicity", "school", "disability",
               "region", "entry")
count <- function(x, ...) demographics(x, columns = questions, ...)

x <- people(5e6)
compare("5,000,000 people, 8 questions", pairwave = function() count(x))
x$w <- runif(nrow(x))
compare("the same, weighted", pairwave = function() count(x, weights = "w"))
compare("the same, a column for each year",
        pairwave = function() count(x, by = "year"))
rm(x)

# The peers get factors, which is what they are made for: they count value
# labels as numbers.
x <- people(1e5)
as_factors <- as.data.frame(lapply(x, function(column) {
  labels <- attr(column, "labels")
  if (is.null(labels)) return(as.factor(column))
  factor(unclass(column), labels, names(labels))
}))
compare(
  "100,000 people, 8 questions", peer_times = 5,
  pairwave = function() count(x),
  gtsummary = function() {
    gtsummary::tbl_summary(as_factors, missing = "always")
  },
  cards = function() {
    cards::ard_tabulate(as_factors, variables = names(as_factors))
  }
)

few <- people(39)
compare("39 people, 8 questions", times = 101, pairwave = function() count(few))
compare("39 people, 8 questions, printed", times = 101, pairwave = function() {
  utils::capture.output(print(count(few)))
})
