# Codings of one code or several by two coders, from what each gave each unit.

codings_of <- function(..., participant = NULL, framework = NULL) {
  coders <- list(...)
  rows <- lapply(names(coders), function(coder) {
    given <- strsplit(coders[[coder]], ";", fixed = TRUE)
    given[lengths(given) == 0] <- NA
    unit <- rep(seq_along(given), lengths(given))
    data.frame(unit = as.character(unit), coder = coder, code = unlist(given),
               participant = if (is.null(participant)) as.character(unit) else
                 as.character(participant)[unit])
  })
  new_codes(do.call(rbind, rows), framework = framework)
}

# Two coders' tables of one code: both, first only, second only, neither.
coded_table <- function(both, first, second, neither) {
  codings_of(
    A = rep(c("x", "x", "", ""), c(both, first, second, neither)),
    B = rep(c("x", "", "x", ""), c(both, first, second, neither)),
    framework = new_framework("x")
  )
}

# Ratings as a frame from texts such as "1 2 . 3".
ratings_of <- function(...) {
  columns <- lapply(list(...), function(text) {
    value <- strsplit(text, "[ ]+")[[1]]
    value[value == "."] <- NA
    if (all(grepl("^[0-9]*$", value[!is.na(value)]))) as.numeric(value) else value
  })
  as.data.frame(columns)
}

# A table of two coders as ratings, row by row.
ratings_of_table <- function(...) {
  table <- rbind(...)
  q <- nrow(table)
  at <- rep(seq_len(q * q), t(table))
  data.frame(A = (at - 1) %/% q + 1, B = (at - 1) %% q + 1)
}

figure <- function(x, statistic, ..., column = "estimate", coders = NULL, code = NULL) {
  take <- x$statistic == statistic
  if (!is.null(coders)) take <- take & x$coders == coders
  if (!is.null(code)) take <- take & x$code %in% code
  as.data.frame(x)[[column]][take]
}

# Stretches of one text or several: coder, code, start, end (not included).
stretches_of <- function(..., length, source = "t", framework = NULL) {
  rows <- do.call(rbind, lapply(list(...), function(one) {
    data.frame(source = source, unit = source, coder = one[[1]], code = one[[2]], start = one[[3]], end = one[[4]])
  }))
  new_codes(rows, framework = framework,
            sources = data.frame(source = unique(rows$source), length = length, hash = NA))
}
