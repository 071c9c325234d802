# Holds a coding framework: codes below codes, with a description each.

level_mark <- " > "

# A framework of codes given by their full paths, in order. Parents that are not
# among them stand before their first child, and can't be given as codes.
new_framework <- function(code = character(), description = NA, codable = TRUE) {
  path <- as_path(code)
  known <- !duplicated(path) & !is.na(path)
  description <- rep_len(as.character(description), length(path))[known]
  codable <- rep_len(codable, length(path))[known]
  path <- path[known]
  steps <- strsplit(path, level_mark, fixed = TRUE)
  lines <- lapply(steps, function(step) Reduce(function(a, b) paste(a, b, sep = level_mark),
                                               step, accumulate = TRUE))
  all <- as.character(unique(unlist(lines)))
  at <- match(all, path)
  parts <- strsplit(all, level_mark, fixed = TRUE)
  level <- lengths(parts)
  new_result(
    new_frame(list(
      code = all, parent = parent_of(parts), level = level,
      label = vapply(parts, function(part) part[length(part)], ""),
      description = description[at], codable = !is.na(at) & (codable[at] %in% TRUE),
      order = seq_along(all)
    )),
    "pairwave_framework"
  )
}

parent_of <- function(parts) {
  vapply(parts, function(part) {
    if (length(part) == 1) NA_character_
    else paste(part[-length(part)], collapse = level_mark)
  }, "")
}

# A path with one blank on each side of its marks.
as_path <- function(code) {
  code <- squash(enc2utf8(as.character(code)))
  code[!nzchar(code)] <- NA
  code
}

# The framework with the codes that were given and that it has not, at its end.
framework_with <- function(framework, code) {
  used <- unique(code[!is.na(code)])
  if (is.null(framework)) return(new_framework(used))
  absent <- setdiff(used, framework$code)
  if (length(absent) == 0) return(framework)
  new_framework(c(framework$code, absent), c(framework$description, rep(NA, length(absent))),
                c(framework$codable, rep(TRUE, length(absent))))
}
