using System.Globalization;

namespace Bellman.Core;

/// <summary>Writes each picture as a file of its own, into a folder that appears when the last one is written.</summary>
internal sealed class PngFolderWriter : FrameWriter
{
    private readonly string _folder;
    private readonly string _temporary;
    private bool _open = true;

    public PngFolderWriter(string folder, int width, int height)
    {
        (Width, Height) = (width, height);
        _folder = Path.GetFullPath(folder);
        if (Path.Exists(_folder)) throw new IOException($"'{folder}' exists already, where a folder of pictures is to be written: remove it, or give another name.");
        _temporary = _folder + ".tmp";
        Directory.CreateDirectory(_temporary);
    }

    private protected override void OnAdd(ReadOnlySpan<uint> pixels)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{Count + 1:00000}.png");
        using FileStream stream = File.Create(Path.Combine(_temporary, name));
        PngFile.Write(stream, pixels, Width, Height);
    }

    private protected override void OnComplete()
    {
        Directory.Move(_temporary, _folder);
        _open = false;
    }

    protected override void Dispose(bool disposing)
    {
        if (!_open) return;
        _open = false;
        Directory.Delete(_temporary, recursive: true);
    }
}
