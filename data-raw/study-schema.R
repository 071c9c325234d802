# Makes inst/schema/study.schema.json from the keys that the package knows.
# Install the package, then run from its root:
#
#   Rscript data-raw/study-schema.R

schema <- pairwave:::study_json_schema()
dir.create(file.path("inst", "schema"), recursive = TRUE, showWarnings = FALSE)
text <- as.character(jsonlite::toJSON(schema, auto_unbox = TRUE, pretty = 2))
# Short lists on one line.
short <- gregexpr("\\[[^][{}]*\\]", text)
regmatches(text, short) <- lapply(regmatches(text, short), function(x) gsub("\\s*\n\\s*", " ", x))
writeLines(text, file.path("inst", "schema", "study.schema.json"))
