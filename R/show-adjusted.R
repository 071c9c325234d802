# Says which p of a table are adjusted, over which tests, and which outcome was
# declared.

# The head of the column of adjusted p, by how they are adjusted.
adjusted_head <- function(adjust) {
  in_language(c(holm = "p (Holm)", BH = "p (BH)", none = "p, not adjusted")[[adjust]])
}

# Tells whether a table has several p to adjust.
has_adjusted <- function(x) {
  frame <- as.data.frame(x)
  !identical(attr(x, "adjust"), "none") &&
    (sum(frame$statistic == "p" & !is.na(frame$estimate)) > 1 || "primary" %in% frame$role)
}

# The adjusted p of one line of a table.
adjusted_cell <- function(p, role) {
  if (role %in% "primary") worded("primary") else p_text(p)
}

adjusted_notes <- function(x) {
  if (!has_adjusted(x)) return(NULL)
  frame <- as.data.frame(x)
  tests <- frame[frame$statistic == "p_adjusted" & !is.na(frame$estimate), ]
  primary <- tests$role %in% "primary"
  family <- tests[is.na(tests$group) & !primary, ]
  groups <- tests[!is.na(tests$group), ]
  over <- c(family_words(family),
            if (length(family_words(groups))) {
              worded("{tests} of groups", tests = family_words(groups))
            })
  declared <- which(x$role %in% "primary")[1]
  scale <- if (is.na(x$label[declared])) x$scale[declared] else x$label[declared]
  c(
    if (length(over)) {
      worded("{p} is adjusted over {tests}.", p = adjusted_head(attr(x, "adjust")),
             tests = and_words(over))
    },
    if (any(primary)) {
      worded(paste(
        "The primary outcome is {scale}, {contrast}; its p is not adjusted, and the others",
        "are exploratory."
      ),
             scale = scale, contrast = shown_contrast(x)[declared])
    } else if (nrow(groups)) worded("Tests of groups are exploratory.")
  )
}

# The tests that p is adjusted over, in numbers.
family_words <- function(tests) {
  if (!nrow(tests)) return(NULL)
  several <- unique(tests$setting[!is.na(tests$setting)])
  if (!length(several) || several[1] < 2) return(NULL)
  tests <- said_of(several[1], "test", "tests")
  if (length(several) > 1) worded("{tests} of each cohort", tests = tests) else tests
}

# p as a sentence has it, with the adjusted p behind it where tests are several.
adjusted_words <- function(p, adjusted) {
  said <- p_words(p$estimate)
  if (adjusted$role %in% "primary") return(worded("{p}, the primary outcome", p = said))
  if (is.na(adjusted$estimate) || adjusted$setting %in% 1 || adjusted$method %in% "unadjusted") {
    return(said)
  }
  name <- c(holm = "Holm", holm_tests = "Holm", bh = "Benjamini-Hochberg",
            bh_tests = "Benjamini-Hochberg")[[adjusted$method]]
  worded("{p}, adjusted {adjusted} by {method}{over}", p = said,
         adjusted = p_words(adjusted$estimate), method = name,
         over = if (!is.na(adjusted$setting)) {
           worded(" over {tests}", tests = said_of(adjusted$setting, "test", "tests"))
         })
}
