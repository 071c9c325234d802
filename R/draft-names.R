# Finds the questions of the first wave that have another name in a later one.

# The waves with their questions called as in the first: those that are the same word for
# word, or but for case and punctuation; those whose names differ in a word for the time
# (t1_stress, t2_stress); and the items of a battery that has as many items with the same
# answers, of which no other has its own. `renamed` says in which ways.
rename_alike <- function(waves) {
  for (i in seq_along(waves)[-1]) {
    if (isTRUE(waves[[i]]$side)) next
    for (way in c("words", "time", "place")) {
      found <- switch(way,
        words = same_questions(waves[[1]]$survey, waves[[i]]$survey),
        time = same_but_time(waves[[1]]$survey, waves[[i]]$survey),
        place = same_place(waves[[1]], waves[[i]])
      )
      waves[[i]] <- with_names(waves[[i]], found, way)
    }
  }
  waves
}

# `found` has the wave's own names, named by those of the first wave.
with_names <- function(wave, found, way) {
  own <- names(wave$survey)
  found <- found[names(found) != found & !names(found) %in% own]
  if (length(found) == 0) return(wave)
  names(wave$survey)[match(found, own)] <- names(found)
  wave$rename <- c(wave$rename, found)
  wave$renamed <- c(wave$renamed, way)
  wave
}

same_questions <- function(first, here) {
  questions <- function(survey) {
    label <- vapply(survey, function(x) squash(column_label(x) %||% ""), "")
    label[] <- trimws(gsub("[^\\p{L}\\p{N}]+", " ", lower_case(label), perl = TRUE))
    # "Sex" alone says little, "Sex" and the same value labels much.
    short <- which(nzchar(label) & nchar(label) < 4)
    label[short] <- paste0(label[short], vapply(survey[short], function(x) {
      paste(c("", names(column_labels(x))), collapse = "\n")
    }, ""), recycle0 = TRUE)
    once <- !duplicated(label) & !duplicated(label, fromLast = TRUE) & nchar(label) > 3
    label[once]
  }
  first <- questions(first)
  here <- questions(here)
  at <- match(here, first)
  stats::setNames(names(here), names(first)[at])[!is.na(at)]
}

# Names without case and without a word for the time at their beginning or end.
same_but_time <- function(first, here) {
  left <- function(survey) {
    name <- lower_case(names(survey))
    bare <- gsub(sprintf("^(%s)[_. -]?(?=[^0-9])|[_. -](%s)$", time_words, time_words), "", name,
                 perl = TRUE)
    once <- !duplicated(bare) & !duplicated(bare, fromLast = TRUE) & nzchar(bare)
    stats::setNames(bare[once], names(survey)[once])
  }
  first <- left(first)
  here <- left(here)
  at <- match(here, first)
  stats::setNames(names(here), names(first)[at])[!is.na(at)]
}

# A battery of the first wave that a later one lacks, and one there that the first lacks.
same_place <- function(first, here) {
  lost <- own_batteries(first, names(here$survey))
  new <- own_batteries(here, names(first$survey))
  found <- character()
  for (battery in lost) {
    fits <- Filter(function(other) {
      length(other$items) == length(battery$items) &&
        alike(battery$kinds[[1]], other$kinds[[1]])
    }, new)
    again <- sum(vapply(lost, function(other) length(other$items) == length(battery$items), NA))
    if (length(fits) == 1 && again == 1) {
      found <- c(found, stats::setNames(fits[[1]]$items, battery$items))
    }
  }
  found
}

own_batteries <- function(wave, others) {
  Filter(function(battery) !any(battery$items %in% others), find_batteries(list(wave)))
}
