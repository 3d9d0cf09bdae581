using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bellman.Board.Tests;

/// <summary>The page about a run, opened as a file.</summary>
public sealed class ReportTests
{
    [Theory]
    [InlineData("CartPole-v1", "The value of each action", "push left")]
    [InlineData("Pendulum-v1", "This agent's actions are no choice of a few", "")]
    public async Task Report_Opened_PlaysTheEpisodeAndScrubs(string environment, string says, string action)
    {
        using var runs = new TemporaryRuns();
        string page = Train(environment, Path.Combine(runs.Path, "run"));
        await using OpenBrowser browser = await OpenBrowser.At(new Uri(page));
        await Expect(browser.Page.Locator("#player")).ToContainTextAsync(says);
        ILocator scrubber = browser.Page.GetByLabel("Step of the episode");
        // It plays by itself from the beginning; a touch of the slider stops it.
        await Expect(scrubber).Not.ToHaveValueAsync("0");
        await scrubber.FocusAsync();
        await browser.Page.Keyboard.PressAsync("End");
        await Expect(browser.Page.Locator("#where")).ToContainTextAsync("return so far");
        string last = (await scrubber.GetAttributeAsync("max"))!;
        await Expect(scrubber).ToHaveValueAsync(last);
        await browser.Page.Keyboard.PressAsync("Home");
        await Expect(browser.Page.Locator("#where")).ToContainTextAsync("step 0 of");
        if (action.Length > 0) await Expect(browser.Page.Locator("#scores div")).ToHaveCountAsync(2);
        if (action.Length > 0) await Expect(browser.Page.Locator(".bars")).ToContainTextAsync("Value (Q) of each action along the episode");
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeVisibleAsync();
        await browser.Picture($"report-{environment}");
        Assert.Empty(browser.Complaints);
    }

    private static string Train(string environment, string path)
    {
        RunOptions options = Presets.DefaultFor(environment);
        options = options.With("training.steps=600", "training.episodes=0") with { Seed = 1 };
        var folder = RunFolder.CreateAt(path);
        folder.WriteConfig(RunOptionsJson.Write(options));
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, 1);
        using (var run = new TrainingRun(folder, env, agent, options.Training, 1)) run.Run(CancellationToken.None);
        return RunReport.Write(folder, agent, env);
    }
}
