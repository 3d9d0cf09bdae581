namespace Bellman.Physics.Tests;

public class ForkSolverTests
{
    /// <summary>The solvers for a body with two legs and for bodies on the ground must be the general solver, only faster: the same bits.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(20, 0)]
    [InlineData(70, 1)]
    [InlineData(120, 2)]
    public void Solve_ForkInTheAirAndOnTheGround_GivesTheBitsOfTheGeneralSolver(int steps, int leastContacts)
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world, slope: 0.05f);
        List<Body> fork = Scenes.AddFork(world, 0, 2.5f);
        Scenes.Run(world, steps);
        List<Contact> touching = Touching(world);
        Assert.True(touching.Count >= leastContacts, $"Only {touching.Count} contacts touch.");

        (SolverBody[] fast, ContactSolver fastContacts, RevoluteConstraint[] fastJoints) = Prepare(world, fork, touching);
        ForkSolver.Solve(fastJoints, fastContacts, fast, 50);
        (SolverBody[] grounded, ContactSolver groundedContacts, RevoluteConstraint[] groundedJoints) = Prepare(world, fork, touching);
        GroundedSolver.Solve(groundedJoints, groundedContacts, grounded, 50);
        (SolverBody[] plain, ContactSolver plainContacts, RevoluteConstraint[] plainJoints) = Prepare(world, fork, touching);
        for (int i = 0; i < 50; i++)
        {
            foreach (ref RevoluteConstraint joint in plainJoints.AsSpan())
            {
                Motion a = plain[joint.IndexA].Motion;
                Motion b = plain[joint.IndexB].Motion;
                joint.SolveVelocity(ref a, ref b);
                plain[joint.IndexA].Motion = a;
                plain[joint.IndexB].Motion = b;
            }
            plainContacts.SolveVelocities(plain);
        }

        AssertSame(plain, plainJoints, fast, fastJoints);
        AssertSame(plain, plainJoints, grounded, groundedJoints);
    }

    private static void AssertSame(
        SolverBody[] expected, RevoluteConstraint[] expectedJoints, SolverBody[] actual, RevoluteConstraint[] actualJoints)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Velocity, actual[i].Velocity);
            Assert.Equal(expected[i].Spin, actual[i].Spin);
        }
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(expectedJoints[i].PinImpulse, actualJoints[i].PinImpulse);
            Assert.Equal(expectedJoints[i].LimitImpulse, actualJoints[i].LimitImpulse);
            Assert.Equal(expectedJoints[i].MotorImpulse, actualJoints[i].MotorImpulse);
        }
    }

    private static List<Contact> Touching(World world)
    {
        List<Contact> contacts = [];
        for (Contact? contact = world.Contacts.First; contact is not null; contact = contact.Next)
        {
            if (contact.IsTouching)
            {
                contacts.Add(contact);
            }
        }
        return contacts;
    }

    private static (SolverBody[] Bodies, ContactSolver Contacts, RevoluteConstraint[] Joints) Prepare(
        World world, List<Body> fork, List<Contact> touching)
    {
        List<Body> all = [.. fork, .. touching.Select(contact => contact.FixtureA.Body).Distinct()];
        var bodies = new SolverBody[all.Count];
        for (int i = 0; i < all.Count; i++)
        {
            all[i].IslandIndex = i;
            bodies[i] = new SolverBody
            {
                Center = all[i].Sweep.Center,
                Angle = all[i].Sweep.Angle,
                Velocity = all[i].Velocity,
                Spin = all[i].Spin,
                InverseMass = all[i].InverseMass,
                InverseInertia = all[i].InverseInertia,
                LocalCenter = all[i].Sweep.LocalCenter,
            };
        }
        var contacts = new ContactSolver();
        contacts.Take(touching.ToArray(), impulseScale: 1);
        contacts.Prepare(bodies);
        contacts.WarmStart(bodies);
        var step = new TimeStep(Scenes.Duration, 1, 50, 1);
        var joints = new RevoluteConstraint[2];
        joints[0].Prepare(world.FirstJoint!, bodies, step);
        joints[1].Prepare(world.FirstJoint!.Next!, bodies, step);
        return (bodies, contacts, joints);
    }
}
