# Splits an export in which waves stand side by side: the same questions under
# names that differ in a word for the time (q1_pre and q1_post, T1_stress and
# T2_stress), or in words for it ("Before the course, I knew ..." and "Now, I know ...").

# The export as a wave for each time, or as it is. A wave's `rename` gives its
# questions the names that the waves share; `beside` has the columns that belong
# to none of them.
split_sides <- function(wave) {
  sides <- find_sides(names(wave$survey)) %||% find_said_sides(wave$survey)
  if (is.null(sides) || !is.null(wave$where)) {
    return(list(wave))
  }
  plain <- setdiff(names(wave$survey), sides$column)
  times <- unique(sides$time)
  # "Then" is what people remember of it.
  recalled <- identical(times, c("then", "now"))
  lapply(times, function(time) {
    own <- sides[sides$time == time, ]
    part <- wave
    part$side <- TRUE
    part$text <- time
    part$from_memory <- recalled && time == "then"
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

time_words <- paste0(
  "pre|post|before|after|baseline|midline|endline|mid|followup|fu|then|now|vorher|nachher|",
  "pretest|posttest|t[0-9]{1,2}|time[0-9]{1,2}|wave[0-9]{1,2}|w[0-9]{1,2}"
)

# A row for each column that has a word for the time: `column`, `stem` and `time`,
# earliest first; NULL where fewer than three questions have one in two times.
find_sides <- function(names) {
  forms <- list(
    list(sprintf("^(.+)[_. -](%s)$", time_words), 1, 2),
    list(sprintf("^(%s)[_. -](.+)$", time_words), 2, 1),
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

# The same for questions that differ in the words for "before" and "now" that they
# begin or end with, as a form asks both at once: from memory, and of today.
find_said_sides <- function(survey) {
  labels <- vapply(survey, function(x) squash(column_label(x) %||% ""), "")
  forms <- list(
    then = paste0("(?:before|prior to|at the (?:start|beginning)|then|previously|",
                  "vor (?:dem|der)|vorher|damals)"),
    now = "(?:now|today|currently|after|at the end|nach (?:dem|der)|nachher|heute|jetzt)"
  )
  found <- lapply(names(forms), function(time) {
    begins <- sprintf("^%s\\b[^,:;-]*[,:;-]+ *", forms[[time]])
    ends <- sprintf(" *[,:;(\\[-]+ *%s\\b[^,:;]*$", forms[[time]])
    has <- nzchar(labels) & (grepl(begins, labels, ignore.case = TRUE, perl = TRUE) |
                               grepl(ends, labels, ignore.case = TRUE, perl = TRUE))
    said <- sub(ends, "", sub(begins, "", labels[has], ignore.case = TRUE, perl = TRUE),
                ignore.case = TRUE, perl = TRUE)
    data.frame(column = names(labels)[has], said = lower_case(said), time = rep(time, sum(has)))
  })
  sides <- do.call(rbind, found)
  pairs <- intersect(found[[1]]$said, found[[2]]$said)
  sides <- sides[sides$said %in% pairs & nzchar(sides$said), ]
  if (length(pairs) < 3 || anyDuplicated(sides[c("said", "time")])) return(NULL)
  sides$stem <- unique_names(text_name(pairs))[match(sides$said, pairs)]
  if (any(sides$stem %in% names(labels))) return(NULL)
  sides[order(sides$time != "then"), c("column", "stem", "time")]
}

# What a form asks from memory is written with the wave that asked it: its columns are
# those of that wave with the remembered wave's name behind them.
join_recalled <- function(waves) {
  for (name in names(waves)[vapply(waves, function(wave) isTRUE(wave$from_memory), NA)]) {
    now <- names(Filter(function(wave) {
      identical(wave$file, waves[[name]]$file) && !isTRUE(wave$from_memory)
    }, waves))
    if (length(now) != 1) next
    then <- waves[[name]]$rename
    waves[[name]]$asked_in <- now
    waves[[now]]$rename <- c(waves[[now]]$rename,
                             stats::setNames(then, paste0(names(then), "_", name)))
  }
  waves
}

# Whether every wave is one form's, who needs no code to be known again.
all_of_one_form <- function(waves) {
  length(waves) == 2 && length(waves[[1]]$asked_in) > 0
}

no_code_needed <- function() {
  list(column = NULL, weak = FALSE, more = 0, recalled = TRUE,
       reason = "no code is needed to link what one form asked")
}
