# Splits an export in which waves stand side by side: the same questions under
# names that differ in a word for the time (q1_pre and q1_post, T1_stress and
# T2_stress).

# The export as a wave for each time, or as it is. A wave's `rename` gives its
# questions the names that the waves share; `beside` has the columns that belong
# to none of them.
split_sides <- function(wave) {
  sides <- find_sides(names(wave$survey))
  if (is.null(sides) || !is.null(wave$where)) {
    return(list(wave))
  }
  plain <- setdiff(names(wave$survey), sides$column)
  times <- unique(sides$time)
  lapply(times, function(time) {
    own <- sides[sides$time == time, ]
    part <- wave
    part$side <- TRUE
    part$text <- time
    part$rename <- stats::setNames(own$column, own$stem)
    kept <- if (time == times[1]) names(wave$survey) %in% c(plain, own$column) else
      names(wave$survey) %in% own$column
    part$survey <- some_columns(wave$survey, kept)
    at <- match(own$column, names(part$survey))
    names(part$survey)[at] <- own$stem
    if (time != times[1]) part$beside <- unclass(wave$survey)[plain]
    part
  })
}

# A survey of some of its columns, with what is known of the file.
some_columns <- function(survey, kept) {
  structure(unclass(survey)[kept], names = names(survey)[kept], class = class(survey),
            row.names = .set_row_names(nrow(survey)), survey = attr(survey, "survey"))
}

# A row for each column that has a word for the time: `column`, `stem` and `time`,
# earliest first; NULL where fewer than three questions have one in two times.
find_sides <- function(names) {
  words <- paste0("pre|post|before|after|baseline|midline|endline|mid|followup|fu|vorher|nachher|",
                  "pretest|posttest|t[0-9]{1,2}|time[0-9]{1,2}|wave[0-9]{1,2}|w[0-9]{1,2}")
  forms <- list(
    list(sprintf("^(.+)[_. -](%s)$", words), 1, 2),
    list(sprintf("^(%s)[_. -](.+)$", words), 2, 1),
    list("^(.*[0-9])(pre|post)$", 1, 2),
    list("^(pre|post)(q?[0-9].*)$", 2, 1)
  )
  for (form in forms) {
    found <- regmatches(names, regexec(form[[1]], names, ignore.case = TRUE))
    has <- lengths(found) > 0
    part <- function(i) vapply(found[has], `[[`, "", i + 1)
    if (sum(has) < 6) next
    sides <- data.frame(column = names[has], stem = part(form[[2]]),
                        time = lower_case(part(form[[3]])))
    sides$stem <- ifelse(grepl("^[0-9]", sides$stem), paste0("item", sides$stem), sides$stem)
    # The times in which at least three questions are asked that another time asks.
    again <- sides$stem %in% sides$stem[duplicated(sides$stem)]
    times <- as.character(names(which(table(sides$time[again]) >= 3)))
    rank <- vapply(strsplit(times, "_"), time_rank, 0)
    sides <- sides[sides$time %in% times & !sides$stem %in% names, ]
    repeated <- anyDuplicated(sides[c("stem", "time")])
    if (length(times) < 2 || anyNA(rank) || anyDuplicated(rank) || repeated || nrow(sides) < 6) next
    return(sides[order(rank[match(sides$time, times)]), ])
  }
  NULL
}
