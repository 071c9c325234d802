#' Link respondents across waves
#'
#' Two respondents of different waves are the same person when their codes are
#' the same once case, blanks, punctuation and diacritics are put aside.
#' Numbers as codes are compared as written without trailing zeros. Codes that
#' differ by a slip are not linked here.
#'
#' @param waves A named list of data frames, in time order.
#' @param ... Must be empty.
#' @param id The column with the person's code, the same in each wave.
#' @param duplicates Which record stands for a person who answered a wave more
#'   than once: the one with the most answered cells (the first among equals),
#'   the first, the last or none. The others stay in the result as
#'   `"duplicate"`.
#' @return A data frame with a row per row of each wave, in that order: `wave`
#'   (factor), `row`, `person` (integer, `NA` for a duplicate) and `status`, a factor: `"linked"` (found in at least one other
#'   wave), `"unlinked"`, `"duplicate"`, `"no_id"`. Who gave
#'   no code counts as a person of that wave alone. People with a code are
#'   numbered first, independently of the order of the rows. No code is part of the result.
#' @section Errors: `pairwave_error_link` when a wave has no column `id`.
#' @export
#' @examples
#' pre <- data.frame(code = c("AB12", "cd-34", ""), q1 = 1:3)
#' post <- data.frame(code = c("ab 12", "EF56"), q1 = 2:3)
#' link_waves(list(pre = pre, post = post), id = "code")
link_waves <- function(waves, ..., id,
                       duplicates = c("most_complete", "first", "last", "none")) {
  rlang::check_dots_empty()
  duplicates <- rlang::arg_match(duplicates)
  if (!is.list(waves) || is.data.frame(waves) || !length(waves) ||
      !has_all_names(waves) || anyDuplicated(names(waves)) ||
      !all(vapply(waves, is.data.frame, NA))) {
    abort_pairwave(
      c("{.arg waves} must be a list of data frames, each with its own name.",
        i = "Such as {.code list(pre = before, post = after)}."),
      "link"
    )
  }
  check_id_columns(waves, id)
  link_records(waves, id, duplicates)$respondents
}

check_id_columns <- function(waves, id, call = rlang::caller_env()) {
  for (wave in names(waves)) {
    if (!id %in% names(waves[[wave]])) {
      abort_pairwave(
        c("Every wave must have the id column {.field {id}}.",
          x = "Wave {.field {wave}} has none.",
          did_you_mean(id, names(waves[[wave]]))),
        "link", call = call
      )
    }
  }
}

# Links the waves and, where given, joins the codes of an attendance list.
# Gives respondents, the number of people, and the person of each row listed.
link_records <- function(waves, id, duplicates, listed = character()) {
  sizes <- vapply(waves, nrow, 0L)
  codes <- c(
    lapply(names(waves), function(wave) {
      normal_codes(waves[[wave]][[id]], wave)
    }),
    list(normal_codes(listed, "attendance"))
  )
  answers <- lapply(waves, count_answered_cells, id = id)
  result <- .Call(
    pw_call_link,
    as.character(unlist(codes)),
    rep(seq_along(codes) - 1L, lengths(codes)),
    as.integer(c(unlist(answers), integer(length(listed)))),
    length(waves),
    match(duplicates, duplicate_rules) - 1L
  )
  result <- check_kernel(result, "Can't link the waves.")
  of_wave <- seq_len(sum(sizes))
  person <- result$person[of_wave]
  # Someone without a code answered all the same: a person of one wave.
  uncoded <- which(result$status[of_wave] == 4L)
  person[uncoded] <- result$people + seq_along(uncoded)
  statuses <- c("linked", "unlinked", "duplicate", "no_id")
  list(
    respondents = data.frame(
      wave = factor(rep(names(waves), sizes), names(waves)),
      row = sequence(unname(sizes)),
      person = person,
      status = factor(statuses[result$status[of_wave]], statuses)
    ),
    people = result$people + length(uncoded),
    listed = result$person[-of_wave][seq_along(listed)]
  )
}

# Codes in their normal form, "" where there is none.
normal_codes <- function(x, wave) {
  plain <- plain_values(x)
  text <- if (is.numeric(plain)) {
    format(plain, digits = 15, scientific = FALSE, trim = TRUE,
           drop0trailing = TRUE, decimal.mark = ".")
  } else {
    as.character(plain)
  }
  text[is.na(plain)] <- ""
  text <- vapply(text, enc2utf8, "", USE.NAMES = FALSE)
  check_kernel(
    .Call(pw_call_normalise, text),
    paste0("Can't read the codes of ", wave, ".")
  )
}

count_answered_cells <- function(data, id) {
  counts <- integer(nrow(data))
  for (column in setdiff(names(data), id)) {
    x <- data[[column]]
    answered <- !is_missing_answer(x)
    if (is.character(x)) answered <- answered & nzchar(trimws(x))
    counts <- counts + answered
  }
  as.integer(counts)
}
