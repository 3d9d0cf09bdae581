using System.Net;
using System.Text;

namespace Bellman.Experiments;

/// <summary>Builds a page that stands alone: everything is in the one file, and nothing comes from elsewhere.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#fff, #14171c); color: light-dark(#1c2127, #e4e8ee); }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
        svg, canvas, img { max-width: 100%; height: auto; border-radius: .4rem; background: #fff; }
        pre { overflow-x: auto; padding: .7rem .9rem; border-radius: .4rem; background: light-dark(#f4f6f8, #1b1f26); }
        table { border-collapse: collapse; font-size: .9rem; } .scroll { overflow-x: auto; }
        th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid light-dark(#e6e9ed, #2a303a); vertical-align: top; }
        .quiet { color: light-dark(#59636e, #9aa5b4); }
        """;

    private readonly StringBuilder _body = new();
    private readonly StringBuilder _style = new(Style);

    /// <summary>Text as it may stand in a page.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Adds to the style sheet.</summary>
    public void AddStyle(string style) => _style.Append('\n').Append(style);

    /// <summary>A heading of a part.</summary>
    public void Heading(string text) => _body.Append("<h2>").Append(Escape(text)).Append("</h2>\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text, bool quiet = false) => _body.Append(quiet ? "<p class=\"quiet\">" : "<p>").Append(Escape(text)).Append("</p>\n");

    /// <summary>Text in letters of one width.</summary>
    public void Preformatted(string text) => _body.Append("<pre>").Append(Escape(text)).Append("</pre>\n");

    /// <summary>A picture as SVG.</summary>
    public void Figure(string svg) => _body.Append("<figure style=\"margin:0\">").Append(svg).Append("</figure>\n");

    /// <summary>Anything, as it is.</summary>
    public void Raw(string html) => _body.Append(html).Append('\n');

    /// <summary>A table with a row of titles.</summary>
    public void Table(IEnumerable<string> titles, IEnumerable<string[]> rows)
    {
        _body.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (string cell in titles) _body.Append("<th>").Append(Escape(cell)).Append("</th>");
        _body.Append("</tr></thead><tbody>\n");
        foreach (string[] row in rows)
        {
            _body.Append("<tr>");
            foreach (string cell in row) _body.Append("<td>").Append(Escape(cell)).Append("</td>");
            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
    }

    /// <summary>The whole page.</summary>
    public override string ToString() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <style>
        {_style}
        </style>
        </head>
        <body>
        <h1>{Escape(title)}</h1>
        {_body}
        </body>
        </html>

        """;
}
