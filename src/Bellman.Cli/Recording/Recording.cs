using Bellman.Core;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>Plays and writes pictures of it.</summary>
/// <param name="world">The world and who plays it; the first episode has begun.</param>
/// <param name="request">What is wanted.</param>
internal sealed class Recording(WatchedWorld world, RecordRequest request)
{
    /// <summary>At its end an episode stands still for so long, so that one sees how it ended.</summary>
    private const double SecondsAtEnd = 0.7;

    /// <summary>How many pictures were written.</summary>
    public int Frames { get; private set; }

    /// <summary>Plays all episodes and writes them as a moving picture.</summary>
    /// <param name="framesPerSecond">Pictures shown in a second.</param>
    /// <param name="started">Called once the file could be begun.</param>
    /// <param name="ended">Called after each episode with its number from 1.</param>
    /// <param name="cancellation">Stops the playing; what was played until then is written.</param>
    public void WriteAll(double framesPerSecond, Action started, Action<int> ended, CancellationToken cancellation)
    {
        var canvas = new RgbCanvas(Env.PictureWidth, request.Height, request.Scale);
        using FrameWriter writer = FrameWriter.Open(request.Out, canvas.PixelWidth, canvas.PixelHeight, framesPerSecond);
        started();
        bool isFolder = Path.GetExtension(request.Out).Equals(".png", StringComparison.OrdinalIgnoreCase);
        for (int episode = 0; episode < request.Episodes && !cancellation.IsCancellationRequested; episode++)
        {
            if (episode > 0) world.Reset(unchecked(world.Seed + 1));
            Add(writer, canvas, episode + 1);
            while (!world.Last.Done && !cancellation.IsCancellationRequested)
            {
                world.Step();
                Add(writer, canvas, episode + 1);
            }

            if (world.Last.Done) ended(episode + 1);
            for (int i = isFolder ? 0 : (int)(SecondsAtEnd * framesPerSecond); i > 0; i--) writer.Add(canvas);
        }

        Frames = writer.Count;
        writer.Complete();
    }

    /// <summary>Plays up to one picture, the last of the first episode where none is named, and writes it.</summary>
    /// <exception cref="UsageException">The episode ends before the picture that is wanted.</exception>
    public void WriteOne()
    {
        while (!world.Last.Done && world.Steps != request.Frame) world.Step();
        if (request.Frame is { } wanted && world.Steps < wanted)
            throw new UsageException($"The episode of seed {world.Seed} ends after {world.Steps} steps: there is no picture after {wanted}.");
        Write(canvas => Draw(canvas, episode: 0), request.Height);
    }

    /// <summary>Writes a map of what the agent has learned.</summary>
    public void WriteMap(ValueMap map) => Write(map.Draw, Env.PictureHeight);

    private void Write(Action<ICanvas> draw, int height)
    {
        if (Path.GetExtension(request.Out).Equals(".svg", StringComparison.OrdinalIgnoreCase))
        {
            var drawing = new SvgCanvas(Env.PictureWidth, height);
            draw(drawing);
            AtomicFile.WriteText(request.Out, drawing.ToString());
        }
        else
        {
            var canvas = new RgbCanvas(Env.PictureWidth, height, request.Scale);
            draw(canvas);
            PngFile.Write(request.Out, canvas);
        }

        Frames = 1;
    }

    private void Add(FrameWriter writer, RgbCanvas canvas, int episode)
    {
        Draw(canvas, request.Episodes > 1 ? episode : 0);
        writer.Add(canvas);
    }

    private void Draw(ICanvas canvas, int episode)
    {
        if (request.HasOverlay) world.DrawWithStrip(canvas, episode);
        else world.Env.Draw(canvas);
    }
}
