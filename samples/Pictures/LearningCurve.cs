using System.Globalization;
using System.Text;

namespace Pictures;

/// <summary>Return per episode in the background, the mean of the last 100 over it, the threshold as a line.</summary>
internal static class LearningCurve
{
    private const int Width = 800, Height = 360, Left = 60, Bottom = 40, Top = 30;
    private const double Low = -500, High = 350, Threshold = 200;

    public static string Draw(string environment, string progressCsv)
    {
        string[] lines = File.ReadAllLines(progressCsv);
        string[] header = lines[0].Split(',');
        int steps = Array.IndexOf(header, "steps"), episodeReturn = Array.IndexOf(header, "return"), mean = Array.IndexOf(header, "mean_return_last_100");
        double[][] rows = [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new[]
        {
            Number(cells[steps]), Number(cells[episodeReturn]), Number(cells[mean]),
        })];
        double last = rows[^1][0];
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        foreach (int level in (int[])[-400, -200, 0, 200])
        {
            string stroke = level == (int)Threshold ? "#2a9d4a\" stroke-dasharray=\"6 4" : "#dddddd";
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - 10}\" y1=\"{Y(level):F1}\" y2=\"{Y(level):F1}\" stroke=\"{stroke}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(level) + 4:F1}\" text-anchor=\"end\">{level}</text>\n");
        }

        foreach (double[] row in rows)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(row[0], last):F1}\" cy=\"{Y(row[1]):F1}\" r=\"1.6\" fill=\"#9fb7d9\"/>\n");
        string curve = string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{X(row[0], last):F1},{Y(row[2]):F1}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{curve}\" fill=\"none\" stroke=\"#1d4e89\" stroke-width=\"2.5\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\" font-weight=\"bold\">{environment}: return per episode and mean of the last 100; solved at 200 (dashed)</text>\n");
        for (int i = 0; i <= 4; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(last * i / 4, last):F0}\" y=\"{Height - 18}\" text-anchor=\"middle\">{last * i / 4000:F0}k</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Height - 2}\" text-anchor=\"middle\">environment steps</text>\n</svg>\n");
        return svg.ToString();
    }

    private static double Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    private static double X(double step, double last) => Left + ((Width - Left - 20) * step / last);

    private static double Y(double value) => Top + ((Height - Top - Bottom) * (High - Math.Clamp(value, Low, High)) / (High - Low));
}
