using System.Globalization;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>A folder with the newest checkpoints of a training, <c>step-000123456.ckpt</c> and so on.</summary>
public sealed class CheckpointFolder
{
    private const string Prefix = "step-";
    private const string Extension = ".ckpt";
    private const string DamagedExtension = ".damaged";

    private readonly int _keep;
    private readonly Action<string> _delete;

    /// <summary>Names a folder; it is made with the first checkpoint.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="keep">How many checkpoints are kept, at least 1.</param>
    public CheckpointFolder(string path, int keep = 5)
        : this(path, keep, File.Delete)
    {
    }

    internal CheckpointFolder(string path, int keep, Action<string> delete)
    {
        _delete = delete;
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        _keep = Check.Positive(keep, nameof(keep));
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The checkpoints, the newest first.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            if (!Directory.Exists(Path)) return [];
            return [.. Directory.EnumerateFiles(Path, $"{Prefix}*{Extension}").OrderByDescending(StepOf)];
        }
    }

    /// <summary>Whether a checkpoint was set aside because it is damaged.</summary>
    internal bool HasDamaged =>
        Directory.Exists(Path) && Directory.EnumerateFiles(Path, $"{Prefix}*{Extension}{DamagedExtension}").Any();

    /// <summary>Writes a checkpoint, then removes those that are too old.</summary>
    /// <param name="step">The training's environment steps.</param>
    /// <param name="save">Writes the file that it is given, atomically.</param>
    /// <param name="warn">Hears of old checkpoints that can't be removed, which does no harm to the new one. Default: nobody.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It can't be written; the former ones stand.</exception>
    public string Write(long step, Action<string> save, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(save);
        string path = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D9}{Extension}"));
        save(path);
        try
        {
            foreach (string old in Files.SkipWhile(file => StepOf(file) > step).Skip(_keep)) _delete(old);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn?.Invoke($"The checkpoint at {step} steps was written, but an old one can't be removed from '{Path}': {exception.Message}");
        }

        return path;
    }

    /// <summary>
    /// Opens the newest checkpoint whose checksum is right. A damaged one is set aside under another name, with a warning, and
    /// the one before is taken.
    /// </summary>
    /// <param name="warn">Hears of damaged files.</param>
    /// <returns>The checkpoint, or <see langword="null"/> where there is none that can be used.</returns>
    public CheckpointReader? OpenNewest(Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(warn);
        IReadOnlyList<string> files = Files;
        foreach (string file in files)
        {
            try
            {
                return CheckpointReader.Open(file, Trainer.CheckpointKind);
            }
            catch (CheckpointFormatException exception)
            {
                warn(file == files[^1] ? exception.Message : $"{exception.Message} Trying the checkpoint before it.");
                File.Move(file, file + DamagedExtension, overwrite: true);
            }
        }

        return null;
    }

    private static long StepOf(string file)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(file);
        return long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1;
    }
}
