/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.core.explain.ExplainException;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explainer;
import io.weft.core.explain.Explanation;
import io.weft.core.explain.Preemption;
import io.weft.core.explain.Preemptions;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft explain}. */
@Command(
        name = "explain",
        header = "Says why a job waits, runs or has ended, and what would start it.",
        description =
                "Replays the journal to a position on a state of its own and asks the policy again."
                        + " Only reads, also beside a kernel that is writing.",
        footer = {
            "  weft explain 42 --journal run",
            "  weft explain 42 --journal run --at 1000 --json",
            "  weft explain 42 --journal run --at 1000 --against 2000",
            "  weft explain 42 --journal run --policy conservative",
            "  weft explain 42 --journal run --tenant 7",
            "  weft explain --manager-job 1234_5 --journal /var/lib/weft/journal",
            "  weft explain --preemptions --journal run",
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "JOB",
            arity = "0..1",
            description = "Id of the job; not with --preemptions.")
    private Long jobId;

    @Option(
            names = ManagerJob.FLAG,
            paramLabel = "JOB",
            description =
                    "Instead of the id: the number that Slurm or PBS gave the job, as in 1234 or"
                            + " 1234_5; if it was given several times, the last one.")
    private String managerJob;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the journal.")
    private Path directory;

    @Option(
            names = "--at",
            paramLabel = "P",
            description = "Position of the entry after which it is asked. Default: the last one.")
    private Long at;

    @Option(
            names = "--against",
            paramLabel = "P",
            description = "Print only what is different after the entry at this position.")
    private Long against;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "Ask another policy, as if it were installed at that moment. Default: the one in"
                            + " force.")
    private String policy;

    @Option(
            names = "--tenant",
            paramLabel = "ACCOUNT",
            description =
                    "Tell what this account may know: of jobs of other accounts only how many they"
                            + " are.")
    private Integer tenant;

    @Option(
            names = "--preemptions",
            description = "List every preemption in the journal instead: who gave way to whom.")
    private boolean isOfPreemptions;

    @Option(names = "--json", description = "Print the explanation as JSON.")
    private boolean isJson;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        requireOneQuestion();
        requirePosition("--at", at);
        requirePosition("--against", against);
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context().directory(directory).readOnly(true))) {
            if (managerJob != null) {
                jobId = ManagerJob.of(managerJob).idIn(journal, directory);
            }
            if (isOfPreemptions) {
                list(Preemptions.in(journal, tenant));
            } else {
                explain(
                        new Explainer(
                                journal, new StandardPolicies(), FileSnapshotStore.of(directory)));
            }
        } catch (ExplainException e) {
            throw Failure.input(e.getMessage() + hint(e.kind()));
        }
        return ExitCode.OK;
    }

    private void requireOneQuestion() {
        int count = (jobId == null ? 0 : 1) + (managerJob == null ? 0 : 1);
        if (count + (isOfPreemptions ? 1 : 0) != 1) {
            throw Failure.usage(
                    "expected either a job or --preemptions, as in: "
                            + Text.commandLine("explain", 42, "--journal", directory));
        }
        if (isOfPreemptions && (at != null || against != null || policy != null)) {
            throw Failure.usage(
                    "--preemptions is of the whole journal: --at, --against and --policy do not go"
                            + " with it");
        }
    }

    private static void requirePosition(String flag, Long position) {
        if (position != null && position < 0) {
            throw Failure.usage(flag + "=" + position + ", expected from 0");
        }
    }

    private void explain(Explainer explainer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Explanation explanation = explainer.explain(request(at));
        if (against != null) {
            JsonNode one = ExplanationJson.tree(explanation);
            JsonNode other = ExplanationJson.tree(explainer.explain(request(against)));
            ExplanationDifference difference = ExplanationDifference.of(one, other);
            if (isJson) {
                ExplanationJson.print(difference.tree(), out);
            } else {
                difference.print(out);
            }
        } else if (isJson) {
            ExplanationJson.print(ExplanationJson.tree(explanation), out);
        } else {
            new ExplanationText(explanation).print(out);
        }
    }

    private void list(List<Preemption> preemptions) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            ExplanationJson.print(ExplanationJson.tree(preemptions), out);
        } else {
            PreemptionText.print(preemptions, out);
        }
    }

    private ExplainRequest request(Long position) {
        return new ExplainRequest(
                jobId, position == null ? ExplainRequest.LAST_POSITION : position, policy, tenant);
    }

    private String hint(ExplainException.Kind kind) {
        return switch (kind) {
            case UNKNOWN_JOB, OUT_OF_RANGE ->
                    " See what there is with: "
                            + Text.commandLine(
                                    "inspect", "journal", directory, "--kind", "SubmitJob");
            case DIVERGED -> " See: " + Text.commandLine("replay", directory);
            case EMPTY, NO_POLICY -> "";
        };
    }
}
