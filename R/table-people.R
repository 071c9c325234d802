# Whom a table is about: the people that a word such as "linked" stands for.

# The rows of cohort$people that `who` means, and how a note names them.
choose_people <- function(cohort, who, call = rlang::caller_env()) {
  people <- cohort$people
  waves <- intersect(names(cohort$surveys), names(people))
  groups <- names(people)[vapply(people, is.logical, NA)]
  known <- unique(c("everyone", "linked", waves, groups))
  if (!rlang::is_string(who) || !who %in% known) {
    abort_pairwave(
      c("{.arg who} must be one of {.val {known}}.",
        x = if (rlang::is_string(who)) "It is {.val {who}}."
            else "It is {.obj_type_friendly {who}}.",
        if (rlang::is_string(who)) did_you_mean(who, known)),
      topic = "people",
      call = call
    )
  }
  answered <- rowSums(!is.na(people[waves]))
  chosen <- if (who == "everyone") {
    list(rep(TRUE, nrow(people)), "everyone")
  } else if (who == "linked") {
    list(answered >= 2, "people with at least two waves")
  } else if (who %in% waves) {
    list(!is.na(people[[who]]), paste("people who answered", who))
  } else {
    list(people[[who]] %in% TRUE, paste("people in", who))
  }
  if (!any(chosen[[1]])) {
    abort_pairwave(
      c("There must be at least one person to count.",
        x = "{.val {who}} stands for nobody in this cohort."),
      topic = "people",
      call = call
    )
  }
  list(data = take_people(people, which(chosen[[1]])), text = chosen[[2]])
}

# Rows of people with the labels of every column kept, whether or not the
# package that has the methods of labelled columns is loaded.
take_people <- function(people, rows) {
  columns <- lapply(people, function(column) {
    taken <- unclass(column)[rows]
    attributes(taken) <- attributes(column)[
      setdiff(names(attributes(column)), "names")
    ]
    taken
  })
  structure(columns, class = "data.frame", row.names = seq_along(rows))
}
