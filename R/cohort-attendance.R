# Reads the attendance list: who came to which session, and who belongs to a group
# such as a focus group.

# Reads the list as codes, sessions attended and groups; NULL without one.
read_attendance <- function(study, call = rlang::caller_env()) {
  spec <- study$attendance
  if (is.null(spec)) {
    return(NULL)
  }
  data <- read_attendance_list(study)
  check_known(c(spec$id, spec$sessions, spec$groups), names(data),
              "The attendance list must have the columns that the study names.",
              where = "{.file {spec$file}}", topic = "cohort", call = call)
  flags <- lapply(c(spec$sessions, spec$groups), function(column) {
    as_came(data[[column]], column, spec$file, call)
  })
  names(flags) <- c(spec$sessions, spec$groups)
  codes <- record_codes(data, spec$id, study_rule(study$id), "the attendance list")
  list(codes = codes, flags = flags)
}

read_attendance_list <- function(study, n_max = Inf) {
  spec <- study$attendance
  read_survey(study_path(study$dir, spec$file), sheet = spec$sheet, n_max = n_max)
}

# Says how long the list is, and how many of its rows repeat a person.
count_listed <- function(attendance) {
  if (is.null(attendance)) {
    return(NULL)
  }
  codes <- attendance$codes
  c(listed = length(codes), repeated = sum(duplicated(codes[nzchar(codes)])))
}

# Tells whether a person came: 1, yes, true or x; 0, no, false or nothing otherwise.
as_came <- function(x, column, file, call) {
  text <- lower_case(trimws(as.character(plain_values(x))))
  labels <- lower_case(names(column_labels(x)))
  at <- match(bare_values(x), column_labels(x))
  text <- ifelse(is.na(at), text, labels[at])
  text[is.na(text)] <- ""
  yes <- c("1", "yes", "y", "true", "t", "x", "attended", "present")
  no <- c("0", "no", "n", "false", "f", "", "absent")
  unclear <- sum(!text %in% c(yes, no))
  if (unclear) {
    abort_pairwave(
      c("Attendance must be given as 1 or 0, or yes or no.",
        x = "Column {.field {column}} of {.file {file}} has {unclear} other
             {cli::qty(unclear)}value{?s}."),
      "cohort", call = call
    )
  }
  text %in% yes
}

# Adds sessions attended and groups to the people. Someone who stands on the
# list twice came where either row says so.
join_attendance <- function(people, listed, attendance, study) {
  n <- nrow(people)
  came <- lapply(attendance$flags, function(flag) {
    people$person %in% listed[flag & !is.na(listed)]
  })
  sessions <- came[study$attendance$sessions]
  attended <- Reduce(`+`, sessions, integer(n))
  attended[!people$person %in% listed] <- NA
  people$attended <- as.integer(attended)
  people[study$attendance$groups] <- came[study$attendance$groups]
  people
}
