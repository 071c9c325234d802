# Names and orders the waves of a drafted study: by the dates and the words in
# the names of their files, or the dates of the answers.

# Names, labels and order, with the reason for the order.
name_waves <- function(waves) {
  text <- vapply(waves, `[[`, "", "text")
  dates <- lapply(text, date_in_name)
  left <- vapply(dates, `[[`, "", "left")
  tokens <- lapply(strsplit(lower_case(left), "[^\\p{L}\\p{N}]+", perl = TRUE),
                   function(x) x[nzchar(x)])
  own <- distinct_tokens(tokens)
  name <- vapply(seq_along(own), function(i) {
    if (length(own[[i]])) paste(own[[i]], collapse = "_") else date_name(i, dates)
  }, "")
  name[name == ""] <- "wave"
  name <- ifelse(grepl("^[0-9]", name), paste0("wave_", name), name)
  given <- lapply(waves, `[[`, "name")
  name[lengths(given) > 0] <- unlist(given)
  name <- unique_names(name)
  order <- order_waves(waves, own, vapply(dates, `[[`, 0, "date"))
  names(waves) <- name
  waves <- Map(function(wave, name) {
    wave$label <- wave_label(name)
    wave
  }, waves, name)
  waves <- waves[order$order]
  attr(waves, "reason") <- order$reason
  attr(waves, "doubt") <- order$doubt
  waves
}

# The words in which the names differ. Numbers alone keep the word before them,
# though all have it: "Week 12" beside "Week 1" is week_12.
distinct_tokens <- function(tokens) {
  noise <- c("results", "result", "responses", "response", "export", "data", "download", "for",
             "of", "the", "survey", "numeric", "values", "choices", "labels", "text", "form")
  shared <- if (length(tokens) > 1) Reduce(intersect, tokens) else character()
  lapply(tokens, function(all) {
    own <- setdiff(all, shared)
    if (any(!own %in% noise)) own <- setdiff(own, noise)
    if (length(own) && all(grepl("^[0-9]+$", own))) {
      before <- match(own[1], all) - 1
      word <- if (before > 0) all[before]
      is_word <- length(word) && grepl("^\\p{L}+$", word, perl = TRUE)
      if (is_word && !word %in% noise) own <- c(word, own)
    }
    if (length(own) == 0 && length(tokens) == 1) setdiff(all, noise) else own
  })
}

# A date in the name of a file as `date`, a number that rises with time, and what
# is `left` of the name; `month` and `day` are NA where it has none.
date_in_name <- function(text) {
  months <- lower_case(month.name)
  short <- substr(months, 1, 3)
  sep <- "[-_. ]?"
  forms <- list(
    ymd = paste0("(?<![0-9])((?:19|20)[0-9]{2})", sep, "(0[1-9]|1[0-2])", sep,
                 "(0[1-9]|[12][0-9]|3[01])(?![0-9])"),
    dmy = paste0("(?<![0-9])(0?[1-9]|[12][0-9]|3[01])[-_. ](0?[1-9]|1[0-2])[-_. ]",
                 "((?:19|20)[0-9]{2})(?![0-9])"),
    my = paste0("(?<!\\p{L})(", paste(months, short, sep = "|", collapse = "|"),
                ")[a-z]*[-_. ]*((?:19|20)[0-9]{2})(?![0-9])"),
    ym_word = paste0("(?<![0-9])((?:19|20)[0-9]{2})[-_. ]*(",
                     paste(months, short, sep = "|", collapse = "|"), ")(?!\\p{L})"),
    ym = "(?<![0-9])((?:19|20)[0-9]{2})[-_. ](0[1-9]|1[0-2])(?![0-9])",
    y = "(?<![0-9])((?:19|20)[0-9]{2})(?:[-_/][0-9]{2})?(?![0-9])"
  )
  plain <- lower_case(text)
  for (form in names(forms)) {
    at <- regexpr(forms[[form]], plain, perl = TRUE)
    if (at == -1) next
    starts <- attr(at, "capture.start")[1, ]
    part <- substring(plain, starts, starts + attr(at, "capture.length")[1, ] - 1)
    month <- function(x) match(substr(x, 1, 3), short)
    ymd <- switch(form,
      ymd = as.numeric(part), dmy = as.numeric(rev(part)),
      my = c(as.numeric(part[2]), month(part[1]), NA),
      ym_word = c(as.numeric(part[1]), month(part[2]), NA), ym = c(as.numeric(part), NA),
      y = c(as.numeric(part[1]), NA, NA)
    )
    after <- substring(text, at + attr(at, "match.length"))
    clock <- paste0("^[-_. T]*([01][0-9]|2[0-3])[-:.h_]?([0-5][0-9])",
                    "(?:[-:._]?[0-5][0-9])?(?![0-9])")
    time <- regmatches(after, regexec(clock, after, perl = TRUE))[[1]]
    minutes <- if (length(time)) 60 * as.numeric(time[2]) + as.numeric(time[3]) else 0
    if (length(time)) after <- substring(after, nchar(time[1]) + 1)
    day <- ifelse(is.na(ymd), 1, ymd)
    return(list(date = day[1] * 400 + day[2] * 32 + day[3] + minutes / 1440, ymd = ymd,
                left = paste0(substr(text, 1, at - 1), " ", after)))
  }
  list(date = NA_real_, ymd = rep(NA_real_, 3), left = text)
}

# may_2024, or may_14_2024 where another wave is of that month.
date_name <- function(i, dates) {
  ymd <- dates[[i]]$ymd
  if (is.na(ymd[1]) || length(dates) == 1) {
    return("")
  }
  if (is.na(ymd[2])) {
    return(paste0("year_", ymd[1]))
  }
  same <- sum(vapply(dates, function(one) identical(one$ymd[1:2], ymd[1:2]), NA)) > 1
  month <- lower_case(month.name[ymd[2]])
  paste(c(month, if (same && !is.na(ymd[3])) ymd[3], ymd[1]), collapse = "_")
}

# Dates in the names go before words: "2024-06 end" comes after "2024-01 midpoint".
order_waves <- function(waves, tokens, dates) {
  if (length(waves) == 1) {
    return(list(order = 1, reason = "one file, one wave"))
  }
  told <- function(x) !anyNA(x) && !anyDuplicated(x)
  rank <- vapply(tokens, time_rank, 0)
  if (told(dates)) {
    against <- told(rank) && !identical(order(rank), order(dates))
    return(list(
      order = order(dates), reason = "in the order of the dates in their names",
      doubt = if (against) paste(
        "The waves are in the order of the dates in the names of their files, and the words there",
        "say another: check it."
      )
    ))
  }
  if (told(rank)) {
    return(list(order = order(rank), reason = "in the order that their names tell"))
  }
  when <- vapply(waves, function(wave) {
    column <- attr(wave$survey, "survey")$completed
    time <- if (length(column)) wave$survey[[column]]
    if (inherits(time, "POSIXct")) stats::median(as.numeric(time), na.rm = TRUE) else NA_real_
  }, 0)
  if (told(when)) {
    return(list(order = order(when), reason = "in the order of the dates of the answers"))
  }
  list(order = seq_along(waves),
       reason = "in the order given, since neither names nor dates tell: check it")
}

# Where the words of a name stand in time, or NA.
time_rank <- function(tokens) {
  is <- function(pattern) any(grepl(paste0("^(", pattern, ")$"), tokens))
  words <- c("one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
             "ten", "eleven", "twelve")
  number <- suppressWarnings(as.numeric(sub("^[a-z]*([0-9]{1,2})[a-z]*$", "\\1", tokens)))
  spelt <- match(tokens, words)
  n <- c(number[!is.na(number)], spelt[!is.na(spelt)], NA)[1]
  if (is(paste0("pre|before|baseline|start|beginning|entry|intake|admission|pretest|then|vorher|",
                "beginn|anfang|eingang|avant|antes"))) return(-1000)
  if (is("mid|midpoint|during|interim")) return(-500 + c(n, 0)[1 + is.na(n)])
  if (is("months?|[0-9]+m|m[0-9]+|weeks?|years?|followup|follow|fu|later|delayed")) {
    unit <- if (is("weeks?")) 1 / 4.3 else if (is("years?")) 12 else 1
    return(1000 + unit * c(n, 100)[1 + is.na(n)])
  }
  if (is(paste0("post|after|end|exit|final|close|discharge|posttest|now|today|nachher|ende|",
                "abschluss|jetzt|heute|apres|despues"))) return(0)
  n
}

wave_label <- function(name) {
  plain <- c(pre = "Before", before = "Before", baseline = "Before", post = "After",
             after = "After", then = "Before, from memory", now = "Now")
  if (name %in% names(plain)) return(plain[[name]])
  text <- gsub("_", " ", name)
  text <- sub("^(.+) (month|week|year)$", "\\1 \\2s", text)
  text <- sub("^(one|1) (.*)s$", "\\1 \\2", text)
  capital(text)
}
