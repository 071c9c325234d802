# Says which p of a table are adjusted, over which tests, and which outcome was
# declared.

# The head of the column of adjusted p, by how they are adjusted.
adjusted_head <- function(adjust) {
  c(holm = "p (Holm)", BH = "p (BH)", none = "p, not adjusted")[[adjust]]
}

# Tells whether a table has several p to adjust.
has_adjusted <- function(x) {
  frame <- as.data.frame(x)
  !identical(attr(x, "adjust"), "none") &&
    (sum(frame$statistic == "p" & !is.na(frame$estimate)) > 1 || "primary" %in% frame$role)
}

# The adjusted p of one line of a table.
adjusted_cell <- function(p, role) {
  if (role %in% "primary") "primary" else p_text(p)
}

adjusted_notes <- function(x) {
  if (!has_adjusted(x)) return(NULL)
  frame <- as.data.frame(x)
  tests <- frame[frame$statistic == "p_adjusted" & !is.na(frame$estimate), ]
  primary <- tests$role %in% "primary"
  family <- tests[is.na(tests$group) & !primary, ]
  groups <- tests[!is.na(tests$group), ]
  over <- c(family_words(family),
            if (length(family_words(groups))) paste(family_words(groups), "of groups"))
  declared <- which(x$role %in% "primary")[1]
  scale <- if (is.na(x$label[declared])) x$scale[declared] else x$label[declared]
  c(
    if (length(over)) {
      paste0(adjusted_head(attr(x, "adjust")), " is adjusted over ", and_words(over),
             ".")
    },
    if (any(primary)) {
      paste0("The primary outcome is ", scale, ", ", shown_contrast(x)[declared],
             "; its p is not adjusted, and the others are exploratory.")
    } else if (nrow(groups)) "Tests of groups are exploratory."
  )
}

# The tests that p is adjusted over, in numbers.
family_words <- function(tests) {
  if (!nrow(tests)) return(NULL)
  several <- unique(tests$setting[!is.na(tests$setting)])
  if (!length(several) || several[1] < 2) return(NULL)
  paste0(several[1], " tests", if (length(several) > 1) " of each cohort")
}

# p as a sentence has it, with the adjusted p behind it where tests are several.
adjusted_words <- function(p, adjusted) {
  said <- p_words(p$estimate)
  if (adjusted$role %in% "primary") return(paste0(said, ", the primary outcome"))
  if (is.na(adjusted$estimate) || adjusted$setting %in% 1 || adjusted$method %in% "unadjusted") {
    return(said)
  }
  name <- c(holm = "Holm", holm_tests = "Holm", bh = "Benjamini-Hochberg",
            bh_tests = "Benjamini-Hochberg")[[adjusted$method]]
  paste0(said, ", adjusted ", p_words(adjusted$estimate), " by ", name,
         if (!is.na(adjusted$setting)) paste(" over", said_of(adjusted$setting, "test", "tests")))
}
