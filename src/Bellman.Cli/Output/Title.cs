using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bellman.Cli;

/// <summary>The first line of what is shown live.</summary>
internal static class Title
{
    /// <summary>A name in bold and a text after it, on one line: what has no room is cut off at its beginning, since a path says most at its end.</summary>
    public static IRenderable Of(string name, string text, int width)
    {
        // An ellipsis by the library would be set after the line has been broken at its blanks.
        int room = Math.Max(0, width - name.Length - 2);
        if (text.Length > room) text = room > 1 ? "…" + text[^(room - 1)..] : "";
        string whole = name.Length <= width ? name : name[..width];
        return new Markup($"[bold]{Markup.Escape(whole)}[/]  {Markup.Escape(text)}".TrimEnd());
    }
}
