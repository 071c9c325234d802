-- What a report may hold besides text: its own tables and its own figures.
-- All names and answers are escaped before they come here. Should one get through
-- as markup, it reads no file, calls no address and runs no script: it is text.

local mark
local format = ''
local caption_style = 'Caption'
local logo, organisation
local table_word, figure_word = 'Table', 'Figure'

local function plain(text) return pandoc.Str(text) end

-- A figure that knitr drew for this report, by the name of its file (which LaTeX
-- has without its ending).
local function is_figure(file)
  return file:match('^[%w_-]+_files/figure%-%w+/[%w_-]+%.?%w*$') ~= nil
end

-- The element of such a figure, as knitr writes it.
local function is_figure_element(text)
  local file, rest = text:match('^<img src="([^"<>]*)"(.-)/>$')
  if not file or not is_figure(file) then return false end
  for name in rest:gsub('="[^"<>]*"', '='):gmatch('%S+') do
    if not name:match('^%a+=$') then return false end
    if name ~= 'alt=' and name ~= 'width=' and name ~= 'height=' and name ~= 'style=' then
      return false
    end
  end
  return true
end

local function is_figure_command(text)
  local file = text:match('^\\includegraphics%[?[%w%.\\,=]*%]?{([^{}]*)}%s*$')
  return file ~= nil and is_figure(file)
end

-- The text of a raw element that the report made, or nil.
local function own(element)
  if mark ~= '' and element.text:sub(1, #mark) == mark then
    return (element.text:sub(#mark + 1):gsub('^\n', ''))
  end
  if element.format == 'html' and is_figure_element(element.text) then return element.text end
  if element.format ~= 'html' and is_figure_command(element.text) then return element.text end
end

local function without_attributes(element)
  element.attributes = {}
  return element
end

local function is(block, kind, class)
  return block.t == kind and (class == nil or block.classes:includes(class))
end

local function escaped(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

-- On a page a table that is wider than the window scrolls in a box of its own, and each
-- section of the appendix is folded.
local function as_page(all)
  local blocks, tables, figures = {}, 0, 0
  local in_appendix, folded = false, false
  local function html(text) table.insert(blocks, pandoc.RawBlock('html', text)) end
  local function unfold()
    if folded then html('</details>') end
    folded = false
  end
  for _, block in ipairs(all) do
    if block.t == 'Header' and block.level <= 2 then
      unfold()
      in_appendix = block.level == 2 and block.identifier == 'appendix'
    end
    if block.t == 'Header' and block.level == 3 and in_appendix then
      unfold()
      html('<details><summary>')
      table.insert(blocks, block)
      html('</summary>')
      folded = true
    elseif block.t == 'RawBlock' and block.text:match('^<table') then
      tables = tables + 1
      html('<section class="scroll" tabindex="0" aria-label="' .. table_word .. ' ' .. tables .. '">')
      table.insert(blocks, block)
      html('</section>')
    elseif is(block, 'Div', 'figure-caption') then
      figures = figures + 1
      html('<p class="figure-caption">' .. figure_word .. ' ' .. figures .. '. ' ..
        escaped(pandoc.utils.stringify(block)) .. '</p>')
    else
      table.insert(blocks, block)
    end
  end
  unfold()
  return blocks
end

-- On paper what is told in another language stands among the other blocks, where its tables
-- are counted.
local function without_languages(all)
  local out = {}
  for _, block in ipairs(all) do
    if block.t == 'Div' and block.attributes.lang then
      for _, within in ipairs(block.content) do table.insert(out, within) end
    else
      table.insert(out, block)
    end
  end
  return out
end

-- On paper sections are headings of the first level.
local function raised(block)
  if block.t == 'Header' then block.level = math.max(1, block.level - 1) end
  return block
end

-- The form of a table that lies on its side, and of one that stands upright.
local function forms(text, upright, sideways)
  local from = text:find(sideways, 1, true)
  local plain_form = text:sub(#upright + 1, (from or 0) - 1)
  return plain_form, from and text:sub(from + #sideways)
end

-- Which way the page lies that each block stands on: a table that is too wide for an upright
-- page turns it in the appendix, a figure stands upright, and what is before them goes with
-- them.
local function ways(blocks, upright, sideways, is_figure_block)
  local way, at = {}, {}
  local in_appendix = false
  for i, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == 1 then in_appendix = block.identifier == 'appendix' end
    if block.t == 'RawBlock' and block.text:sub(1, #upright) == upright then
      local straight, turned = forms(block.text, upright, sideways)
      if turned and in_appendix then
        at[i], block.text = 'sideways', turned
      else
        at[i], block.text = 'upright', straight
      end
    elseif is(block, 'Div', 'figure-caption') or is_figure_block(block) or not in_appendix then
      at[i] = 'upright'
    end
  end
  local following, after = 'upright', nil
  for i = #blocks, 1, -1 do
    if at[i] then after = at[i] end
    -- A heading goes with what is under it; other blocks stay as they come.
    way[i] = at[i] or (blocks[i].t == 'Header' and after) or nil
  end
  for i = 1, #blocks do
    following = way[i] or following
    way[i] = following
  end
  return way
end

local function has_image(block)
  local found = false
  pandoc.walk_block(pandoc.Div({ block }), {
    Image = function() found = true end,
    RawInline = function(element) if element.text:match('includegraphics') then found = true end end
  })
  return found or (block.t == 'RawBlock' and block.text:match('^\\includegraphics') ~= nil)
end

local function word_section(sideways)
  local size = sideways and 'w:w="16838" w:h="11906" w:orient="landscape"' or 'w:w="11906" w:h="16838"'
  return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" ' ..
    'w:lineRule="exact"/><w:sectPr><w:type w:val="nextPage"/><w:pgSz ' .. size ..
    '/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" ' ..
    'w:footer="567" w:gutter="0"/></w:sectPr></w:pPr></w:p>')
end

-- The figures in large of a brief: each with its number and what it counts.
local function large_figures(block)
  local found = {}
  for _, one in ipairs(block.content) do
    if is(one, 'Div', 'figure') then
      table.insert(found, { number = pandoc.utils.stringify(one.content[1]),
        of = one.content[2] and pandoc.utils.stringify(one.content[2]) or '' })
    end
  end
  return found
end

-- The blocks of a brief, with its figures in large as `say` writes them.
local function brief_blocks(block, say)
  local out = {}
  for _, within in ipairs(block.content) do
    if is(within, 'Div', 'key') then
      for _, one in ipairs(large_figures(within)) do table.insert(out, say(one)) end
    else
      table.insert(out, raised(within))
    end
  end
  return out
end

local function word_figure(one)
  return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>' ..
    '<w:r><w:rPr><w:b/><w:color w:val="0B5C8F"/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>' ..
    '<w:t xml:space="preserve">' .. escaped(one.number) .. '  </w:t></w:r><w:r><w:t ' ..
    'xml:space="preserve">' .. escaped(one.of) .. '</w:t></w:r></w:p>')
end

local function pdf_figure(one)
  return pandoc.Para({
    pandoc.RawInline('latex', '{\\LARGE\\bfseries\\color{accent}'), pandoc.Str(one.number),
    pandoc.RawInline('latex', '}\\quad '), pandoc.Str(one.of)
  })
end

local function as_word(all)
  local tables, figures = 0, 0
  local blocks, out = {}, {}
  for _, block in ipairs(without_languages(all)) do table.insert(blocks, raised(block)) end
  local way = ways(blocks, '<!--upright-->', '<!--sideways-->', has_image)
  if logo then
    table.insert(out, pandoc.Para({
      pandoc.Image({ pandoc.Str(organisation) }, logo, '', pandoc.Attr('', {}, { height = '1.6cm' })),
      pandoc.Str('\u{a0}')
    }))
  end
  local lies = 'upright'
  for i, block in ipairs(blocks) do
    if way[i] ~= lies then
      table.insert(out, word_section(lies == 'sideways'))
      lies = way[i]
    end
    if block.t == 'RawBlock' and block.format == 'openxml' then
      block.text = block.text:gsub('( SEQ Table [^<]*<w:r>[^<]*<w:t[^>]*>)0<', function(field)
        tables = tables + 1
        return field .. tables .. '<'
      end)
    elseif is(block, 'Div', 'figure-caption') then
      figures = figures + 1
      block = pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="' .. caption_style ..
        '"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">' .. figure_word .. ' </w:t></w:r>' ..
        '<w:fldSimple w:instr=" SEQ Figure \\* ARABIC "><w:r><w:t>' .. figures ..
        '</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">. ' ..
        escaped(pandoc.utils.stringify(block)) .. '</w:t></w:r></w:p>')
    elseif is(block, 'Div', 'about') then
      block.attributes['custom-style'] = 'About'
    elseif is(block, 'Div', 'internal') then
      block.attributes['custom-style'] = 'Internal'
    elseif is(block, 'Div', 'brief') then
      block.content = brief_blocks(block, word_figure)
    end
    table.insert(out, block)
  end
  -- The last section's page is that of the reference: what lies on its side ends before it.
  if lies == 'sideways' then table.insert(out, word_section(true)) end
  return out
end

local function as_pdf(all)
  local blocks, out = {}, {}
  local function latex(text) table.insert(out, pandoc.RawBlock('latex', text)) end
  for _, block in ipairs(without_languages(all)) do table.insert(blocks, raised(block)) end
  local way = ways(blocks, '%upright', '%sideways', has_image)
  local lies = 'upright'
  for i, block in ipairs(blocks) do
    if way[i] ~= lies then
      latex(way[i] == 'sideways' and '\\begin{landscape}' or '\\end{landscape}')
      lies = way[i]
    end
    if is(block, 'Div', 'figure-caption') then
      local words = pandoc.Para(pandoc.utils.blocks_to_inlines(block.content))
      table.insert(out, pandoc.Plain({ pandoc.RawInline('latex', '\\figurecaption{'),
        pandoc.Span(words.content), pandoc.RawInline('latex', '}') }))
    elseif is(block, 'Div', 'brief') then
      for _, within in ipairs(brief_blocks(block, pdf_figure)) do table.insert(out, within) end
    elseif is(block, 'Div', 'about') or is(block, 'Div', 'internal') then
      local name = block.classes[1]
      latex('\\begin{' .. name .. '}')
      for _, within in ipairs(block.content) do table.insert(out, raised(within)) end
      latex('\\end{' .. name .. '}')
    else
      table.insert(out, block)
    end
  end
  if lies == 'sideways' then latex('\\end{landscape}') end
  return out
end

-- Slides: what is said in brief, as many sentences on each as have their room, and each figure under the heading of
-- its section.
local most_letters = 620

local function as_slides(all)
  local out, heading = {}, nil
  local function slide(title)
    table.insert(out, pandoc.Header(2, title))
  end
  for _, block in ipairs(all) do
    if block.t == 'Header' then
      heading = block.content
    elseif is(block, 'Div', 'brief') then
      local title = { pandoc.Str('In brief') }
      for _, within in ipairs(block.content) do
        if within.t == 'Header' then
          title = within.content
        elseif within.t == 'BulletList' then
          local items, letters = {}, 0
          for _, item in ipairs(within.content) do
            local more = utf8.len(pandoc.utils.stringify(pandoc.Div(item))) or 0
            if #items > 0 and letters + more > most_letters then
              slide(title)
              table.insert(out, pandoc.BulletList(items))
              items, letters = {}, 0
            end
            table.insert(items, item)
            letters = letters + more
          end
          slide(title)
          table.insert(out, pandoc.BulletList(items))
        end
      end
    elseif has_image(block) then
      slide(heading or { pandoc.Str(figure_word) })
      -- What describes the picture would stand below it as a caption: it goes with the file.
      pandoc.walk_block(block, { Image = function(image)
        local said = pandoc.utils.stringify(image.caption)
        table.insert(out, pandoc.Para({ pandoc.Image({}, image.src, said) }))
      end })
    end
  end
  return out
end

return {
  {
    Meta = function(meta)
      mark = pandoc.utils.stringify(meta['pairwave-mark'] or '')
      local function given(name) return pandoc.utils.stringify(meta['pairwave-' .. name] or '') end
      format = given('format')
      if given('caption') ~= '' then caption_style = given('caption') end
      if given('table') ~= '' then table_word = given('table') end
      if given('figure') ~= '' then figure_word = given('figure') end
      if given('logo') ~= '' then
        logo, organisation = given('logo'), given('organisation')
      end
      return { title = meta.title, lang = meta.lang }
    end
  },
  {
    RawBlock = function(element)
      if element.text:match('^<!%-%-[%s]*%-%->$') then return {} end
      local text = own(element)
      if text then return pandoc.RawBlock(element.format, text) end
      return pandoc.Para({ plain(element.text) })
    end,
    RawInline = function(element)
      if element.text:match('^<!%-%-[%s]*%-%->$') then return {} end
      local text = own(element)
      if text then return pandoc.RawInline(element.format, text) end
      return plain(element.text)
    end,
    Image = function(element)
      if not is_figure(element.src) then return element.caption end
      local width, height = element.attributes.width, element.attributes.height
      element.attributes = {}
      if width then element.attributes.width = width end
      if height then element.attributes.height = height end
      return element
    end,
    Link = function(element)
      if element.target:sub(1, 1) ~= '#' then return element.content end
      return without_attributes(element)
    end,
    Math = function(element) return plain(element.text) end,
    Cite = function(element) return element.content end,
    -- What is told in another language than the page's says so.
    Div = function(element)
      local lang = element.attributes.lang
      element = without_attributes(element)
      if lang and lang:match('^%a%a$') then element.attributes.lang = lang end
      return element
    end,
    Span = without_attributes,
    Header = without_attributes,
    Code = without_attributes,
    CodeBlock = without_attributes
  },
  {
    Pandoc = function(document)
      local shape = ({ html = as_page, word = as_word, pdf = as_pdf, slides = as_slides })[format]
      document.blocks = shape(document.blocks)
      return document
    end
  }
}
