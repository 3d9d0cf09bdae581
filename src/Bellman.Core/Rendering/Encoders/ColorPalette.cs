using System.Runtime.InteropServices;

namespace Bellman.Core;

/// <summary>
/// At most 255 colours that stand for those of a picture: themselves where they are few enough, and otherwise the means of boxes that are cut in two at the
/// median, the one with the greatest spread first (Heckbert, "Color image quantization for frame buffer display", 1982).
/// </summary>
internal sealed class ColorPalette
{
    /// <summary>The most colours; one more number is left for what is transparent.</summary>
    public const int Most = 255;

    private readonly Dictionary<uint, int> _counts = [];
    private readonly Dictionary<uint, byte> _indices = [];
    private readonly List<Box> _boxes = [];

    /// <summary>The colours, red in the lowest byte.</summary>
    public List<uint> Colors { get; } = [];

    /// <summary>Chooses the colours of a picture.</summary>
    /// <param name="pixels">Its pixels; 0 is transparent and does not count.</param>
    public void Choose(ReadOnlySpan<uint> pixels)
    {
        Count(pixels);
        Colors.Clear();
        _indices.Clear();
        _boxes.Clear();
        Entry[] all = [.. _counts.Select(pair => new Entry(pair.Key, pair.Value)).OrderBy(entry => entry.Color)];
        if (all.Length == 0) return;
        _boxes.Add(new Box(all));
        while (_boxes.Count < Math.Min(Most, all.Length)) Split();
        foreach (Box box in _boxes)
        {
            foreach (Entry entry in box.Entries) _indices[entry.Color] = (byte)Colors.Count;
            Colors.Add(Mean(box.Entries));
        }
    }

    /// <summary>The number of the colour that stands for one of the picture's.</summary>
    public byte Index(uint color) => _indices[color];

    private static int Channel(uint color, int channel) => (byte)(color >> (8 * channel));

    private static uint Mean(Entry[] box)
    {
        long red = 0, green = 0, blue = 0, count = 0;
        foreach (Entry entry in box)
        {
            red += (long)entry.Count * Channel(entry.Color, 0);
            green += (long)entry.Count * Channel(entry.Color, 1);
            blue += (long)entry.Count * Channel(entry.Color, 2);
            count += entry.Count;
        }

        return (uint)((red + (count / 2)) / count) | ((uint)((green + (count / 2)) / count) << 8) | ((uint)((blue + (count / 2)) / count) << 16) | 0xff000000;
    }

    private void Count(ReadOnlySpan<uint> pixels)
    {
        _counts.Clear();
        for (int i = 0; i < pixels.Length;)
        {
            uint color = pixels[i];
            int from = i;
            while (i < pixels.Length && pixels[i] == color) i++;
            if (color != 0) CollectionsMarshal.GetValueRefOrAddDefault(_counts, color, out _) += i - from;
        }
    }

    private void Split()
    {
        int chosen = 0;
        for (int i = 1; i < _boxes.Count; i++)
        {
            if (_boxes[i].Spread > _boxes[chosen].Spread) chosen = i;
        }

        int channel = _boxes[chosen].WidestChannel;
        Entry[] box = [.. _boxes[chosen].Entries.OrderBy(entry => Channel(entry.Color, channel)).ThenBy(entry => entry.Color)];
        int half = box.Length / 2;
        _boxes[chosen] = new Box(box[..half]);
        _boxes.Add(new Box(box[half..]));
    }

    private readonly record struct Entry(uint Color, int Count);

    /// <summary>Colours that one may stand for, and in which channel they differ most.</summary>
    private readonly struct Box
    {
        public Box(Entry[] entries)
        {
            Entries = entries;
            for (int channel = 0; channel < 3; channel++)
            {
                int least = 255, largest = 0;
                foreach (Entry entry in entries)
                {
                    least = Math.Min(least, Channel(entry.Color, channel));
                    largest = Math.Max(largest, Channel(entry.Color, channel));
                }

                if (largest - least > Spread) (Spread, WidestChannel) = (largest - least, channel);
            }
        }

        public Entry[] Entries { get; }

        public int Spread { get; }

        public int WidestChannel { get; }
    }
}
