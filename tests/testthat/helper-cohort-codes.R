# A study of six people with an open question that two coders coded, and a focus group
# of three. E5 has no coding, F6 answered only the first wave, and ZZ is nobody.
coded_folder <- function(dir = tempfile(), answers = NULL) {
  dir.create(dir, showWarnings = FALSE)
  write <- function(name, lines) writeLines(lines, file.path(dir, name))
  write("pre.csv", c("code,sex,q1,q2", "A1,F,1,2", "B2,F,2,2", "C3,M,2,3", "D4,M,3,1", "E5,F,1,1",
                     "F6,M,2,2"))
  write("post.csv", c("code,sex,q1,q2,why", "a-1,F,3,3,friends", "B2,F,4,2,a tutor", "C3,M,2,2,",
                      "D4,M,4,4,both", "E5,F,2,3,nothing"))
  write("came.csv", c("code,w1,focus", "A1,1,1", "B2,1,1", "C3,1,1", "D4,1,0", "E5,0,0"))
  write("answers.csv", answers %||% c(
    "id,coder,themes,said", "a-1,Ann,peers,friends", "B2,Ann,advice,a tutor",
    "D4,Ann,peers;advice,both", "ZZ,Ann,peers,who", "a-1,Ben,peers,friends", "B2,Ben,,a tutor",
    "D4,Ben,peers,both", "ZZ,Ben,peers,who"))
  write("talk.csv", c("unit,who,code", "1,x,Support > Advice", "2,y,Support > Company",
                      "3,x,Support > Advice", "4,m,"))
  write("key.csv", c("who,code", "x,A1", "y,C3"))
  write("frame.csv", c("category,code,about", "Support,Advice,What to do",
                       "Support,Company,Being together", "Support,Goods,Things"))
  dir
}

coded_lines <- c(
  "waves:", "  pre: {file: pre.csv}", "  post: {file: post.csv, label: After}",
  "id: {column: code}", "scales: {conf: {items: 'q1:q2', range: [1, 4]}}",
  "demographics: [{column: sex, label: Sex}]",
  "attendance: {file: came.csv, sessions: w1, groups: focus}"
)

codes_lines <- c(
  "codes:",
  "  answers: {file: answers.csv, question: why, wave: post, unit: id, code: themes, coder: coder, text: said}",
  "  talk: {file: talk.csv, label: The talk, participants: who, key: key.csv, group: focus}",
  "framework: {file: frame.csv, of: talk, path: [category, code], description: about}"
)

coded_study <- function(..., dir = coded_folder(), lines = codes_lines) {
  write_study(coded_lines, lines, ..., dir = dir)
}

# The demo study with its focus groups and its coded open question.
coded_cohort <- function() {
  made_once("coded", function() {
    read_cohort(system.file("extdata", "demo", "study-codes.yml", package = "pairwave"))
  })
}

# A cohort of `n` people, whose answers in two waves and codes are drawn.
drawn_coded_cohort <- function(n, codes = c("x > a", "x > b", "c"), dir = tempfile(),
                               disclosure = "none") {
  dir.create(dir)
  id <- sprintf("p%03d", seq_len(n))
  answers <- function(who) data.frame(code = who, q1 = sample(4, length(who), TRUE),
                                      q2 = sample(4, length(who), TRUE))
  utils::write.csv(answers(id), file.path(dir, "pre.csv"), row.names = FALSE)
  utils::write.csv(answers(sample(id, ceiling(0.8 * n))), file.path(dir, "post.csv"),
                   row.names = FALSE)
  rows <- do.call(rbind, lapply(id[seq_len(ceiling(0.9 * n))], function(who) {
    given <- sample(codes, sample(0:2, 1))
    data.frame(id = who, coder = "Ann", code = if (length(given)) given else NA)
  }))
  utils::write.csv(rows, file.path(dir, "codes.csv"), row.names = FALSE, na = "")
  study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir,
        scales = list(conf = list(items = "q1:q2", range = c(1, 4))), disclosure = disclosure,
        codes = list(said = list(file = "codes.csv", unit = "id"))) |> read_cohort()
}
