# Completes the single questions of a study: those of no scale, such as satisfaction
# with a session.

# A question has answers in order, numbers or both, as a scale of one item has them.
complete_question <- function(entry) {
  where <- c("questions", entry$column)
  entry <- complete_answers(entry, where)
  entry$label <- entry$label %||% NA_character_
  c(entry, list(name = entry$column, items = entry$column))
}

complete_questions <- function(study) {
  questions <- lapply(study$questions, complete_question)
  columns <- question_columns(list(questions = questions))
  refuse_repeats(columns, "questions")
  for (scale in study$scales) {
    shared <- intersect(columns, scale$items)
    if (length(shared)) {
      abort_study(
        c("{.field questions} must not name items of scales, which are counted by themselves.",
          x = "{.val {shared[1]}} is an item of {.field {scale$name}}.")
      )
    }
  }
  questions
}

question_columns <- function(study) {
  vapply(study$questions, `[[`, "", "column")
}
