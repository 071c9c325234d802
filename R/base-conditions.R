# Makes every condition that pairwave raises. An error has the classes
# pairwave_error_<topic> and pairwave_error, a warning pairwave_warning_<topic>
# and pairwave_warning, so that a caller can catch either one kind or all.

abort_pairwave <- function(message, topic, ..., call = rlang::caller_env(),
                           .envir = parent.frame()) {
  cli::cli_abort(
    with_cut_values(message),
    class = c(paste0("pairwave_error_", topic), "pairwave_error"),
    ...,
    call = call,
    .envir = .envir
  )
}

warn_pairwave <- function(message, topic, ..., .envir = parent.frame()) {
  cli::cli_warn(
    with_cut_values(message),
    class = c(paste0("pairwave_warning_", topic), "pairwave_warning"),
    ...,
    .envir = .envir
  )
}

# A message, of the classes pairwave_message_<topic> and pairwave_message.
inform_pairwave <- function(message, topic, ..., .envir = parent.frame()) {
  cli::cli_inform(
    with_cut_values(message),
    class = c(paste0("pairwave_message_", topic), "pairwave_message"),
    ...,
    .envir = .envir
  )
}

# A message whose values, as in "It is {.val {x}}", are cut where they are shown. The texts
# are evaluated below a function of this package.
with_cut_values <- function(message) {
  shown <- "(\\{[.]val \\{)([^{}]+)(\\}\\})"
  stats::setNames(gsub(shown, "\\1cut_values(\\2)\\3", message, perl = TRUE), names(message))
}

# Texts of more than 60 letters, cut there. Of many values cli shows the first and the last.
cut_values <- function(x) {
  if (!is.character(x)) return(x)
  long <- which(nchar(x, "bytes") > 60)
  text <- only_text(x[long])
  long <- long[nchar(text) > 60]
  x[long] <- paste0(substr(text[nchar(text) > 60], 1, 60), cli::symbol$ellipsis)
  x
}

# Runs code whose errors name the caller, however deep in it something is found.
with_own_call <- function(code, call = rlang::caller_env()) {
  tryCatch(code, pairwave_error = function(e) {
    e$call <- rlang::error_call(call)
    rlang::cnd_signal(e)
  })
}

# Passes a kernel result through, or raises the error that it carries. `context`
# says in plain words what could not be done; `remedies` has, by the kernel's
# status, what the user can do about it.
check_kernel <- function(result, context, call = rlang::caller_env(),
                         remedies = character()) {
  if (!inherits(result, "pairwave_kernel_error")) {
    return(result)
  }
  if (result$code == "stopped") {
    rlang::interrupt()
  }
  found <- kernel_finding(result)
  abort_pairwave(
    c("{context}", x = "{found}",
      i = if (result$code %in% names(remedies)) remedies[[result$code]]),
    topic = result$code,
    kernel = unclass(result),
    call = call
  )
}

# Stops where one of `wanted` is not among the `known` columns, waves or scales
# (`what`): says the `rule` that is broken, the first name that is not there and
# how many more, and offers the nearest that is. `where` names a place that
# should have them, as in "Wave {.field {wave}}"; the caller's names may stand in
# `rule` and `where`.
check_known <- function(wanted, known, rule, what = "column", where = NULL,
                        topic = "argument", call = rlang::caller_env(),
                        .envir = parent.frame()) {
  absent <- unique(wanted[!wanted %in% known])
  if (length(absent) == 0) {
    return(invisible())
  }
  name <- escape_braces(encodeString(cut_values(absent[1]), quote = "\""))
  more <- length(absent) - 1
  abort_pairwave(
    c(rule,
      x = paste0(if (is.null(where)) "There is" else paste(where, "has"),
                 " no ", what, " ", name, if (more) paste0(", nor ", more, " more"), "."),
      did_you_mean(absent[1], known)),
    topic, call = call, .envir = .envir
  )
}

# Finds what the kernel found and where, as a sentence.
kernel_finding <- function(error) {
  where <- c(
    if (!is.na(error$row)) paste("row", format(error$row, big.mark = ",")),
    if (!is.na(error$column)) paste("column", error$column),
    if (!is.na(error$offset)) {
      paste("byte", format(error$offset, big.mark = ",", scientific = FALSE))
    }
  )
  paste0(
    capital(error$message),
    if (length(where)) paste0(" (", paste(where, collapse = ", "), ")"), "."
  )
}

# Stops where an optional package is not installed; `to` says what for, as in
# "to draw a plot".
need_package <- function(package, to, call = rlang::caller_env()) {
  if (!requireNamespace(package, quietly = TRUE)) {
    abort_pairwave(
      c("The package {.pkg {package}} must be installed {to}.",
        x = "It is not in this R library.",
        i = "Run {.code install.packages(\"{package}\")} and try again."),
      topic = "missing_package",
      package = package,
      call = call
    )
  }
}

# The candidates nearest to a misspelt name, best first; none when all are far.
nearest_names <- function(name, candidates, most = 1) {
  # One that is much longer or shorter is not near.
  far <- max(2, nchar(name) / 3)
  candidates <- candidates[!(abs(nchar(candidates) - nchar(name)) > far) %in% TRUE]
  if (length(candidates) == 0) return(candidates)
  # Two neighbours that changed places are one slip, not two.
  slips <- cbind(utils::adist(name, candidates, ignore.case = TRUE)[1, ],
                 1 + t(utils::adist(with_swapped_letters(name), candidates, ignore.case = TRUE)))
  distance <- apply(slips, 1, min)
  near <- distance <= far
  utils::head(candidates[near][order(distance[near])], most)
}

# The text with each two neighbouring letters in the other order.
with_swapped_letters <- function(text) {
  letters <- strsplit(text, "")[[1]]
  vapply(seq_len(max(length(letters) - 1, 0)), function(i) {
    letters[c(i, i + 1)] <- letters[c(i + 1, i)]
    paste(letters, collapse = "")
  }, "")
}

# A bullet that offers the nearest name, for the end of an error message.
did_you_mean <- function(name, candidates) {
  nearest <- nearest_names(name, candidates)
  if (length(nearest)) {
    quoted <- escape_braces(encodeString(nearest, quote = "\""))
    c(i = paste0("Did you mean ", quoted, "?"))
  }
}

# Names from files, made safe to paste into a message that cli interpolates.
escape_braces <- function(text) gsub("([{}])", "\\1\\1", text)
