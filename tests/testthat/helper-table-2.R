# The 15 people of Table 2 of Langford, Mozley, Bartlett, Crispin and Curtis,
# Widening Participation and Lifelong Learning 27(1),
# doi 10.5456/WPLL.27.1.153, as an SPSS export would hold them. Who has which
# combination of answers is not published: the pairing here is arbitrary.

labelled <- function(x, labels, label = NULL, na_values = NULL) {
  structure(
    x, labels = labels, label = label, na_values = na_values,
    class = c(if (length(na_values)) "haven_labelled_spss", "haven_labelled",
              "vctrs_vctr", typeof(x))
  )
}

# A data frame, also where no method for labelled columns is loaded.
frame <- function(...) {
  columns <- list(...)
  structure(columns, class = "data.frame", row.names = seq_along(columns[[1]]))
}

table_2_people <- function() {
  frame(
    code = sprintf("p%02d", 1:15),
    sex = labelled(rep(c(1, 2), c(11, 4)), c(Female = 1, Male = 2), "Sex"),
    year = labelled(c(rep(c(3, 4, 5), c(7, 5, 2)), NA),
                    c("3" = 3, "4" = 4, "5" = 5), "Year of medical school"),
    fif = labelled(c(rep(1, 12), -99, -99, -99),
                   c(Yes = 1, No = 2, "Prefer not to say" = -99),
                   "First in Family (FiF)", na_values = -99),
    ethnicity = labelled(rep(c("b", "w", "a", "m"), c(3, 3, 8, 1)),
                         c(Black = "b", White = "w", Asian = "a", Mixed = "m"),
                         "Ethnicity (self-identified)")
  )
}

table_2 <- function() {
  demographics(
    table_2_people(),
    columns = c("sex", "year", "fif", "ethnicity"),
    undisclosed = c("year", "fif", "ethnicity")
  )
}

published <- data.frame(
  variable = c("Sex", "", "Year of medical school", "", "", "",
               "First in Family (FiF)", "", "",
               "Ethnicity (self-identified)", "", "", "", ""),
  level = c("Female", "Male", "3", "4", "5", "Undisclosed", "Yes", "No",
            "Undisclosed", "Black", "White", "Asian", "Mixed", "Undisclosed"),
  n = c("11 (73.3)", "4 (26.7)", "7 (46.7)", "5 (33.3)", "2 (13.3)",
        "1 (6.7)", "12 (80)", "0 (0)", "3 (20)", "3 (20)", "3 (20)",
        "8 (53.3)", "1 (6.7)", "0 (0)")
)

# Sixty people with gaps, and a level that nobody chose.
sixty_people <- function() {
  withr::local_seed(2)
  data.frame(
    sex = sample(c("f", "m", NA), 60, TRUE),
    year = factor(sample(c("3", "4"), 60, TRUE), levels = c("3", "4", "5")),
    a = sample(c(TRUE, FALSE), 60, TRUE), b = sample(c(TRUE, NA), 60, TRUE)
  )
}
