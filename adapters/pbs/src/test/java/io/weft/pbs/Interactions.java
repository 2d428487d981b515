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
package io.weft.pbs;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the interactions of a script with a site, and writes down what it answered, with the names
 * of jobs, servers and days taken out.
 *
 * <pre>
 * ? title                    the next interaction; the jobs of the last are deleted
 * user: command > A          runs a command, and calls the job that it prints A
 * show $A[2]                 what qstat says of a job
 * comment $A, node n1        a comment of a job, the state of a vnode
 * wait $A R                  until a job is in that state
 * pause 1500                 ms
 * </pre>
 */
final class Interactions {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern TASK = Pattern.compile("\\$([A-Z])\\[([0-9]+)]");
    private static final Pattern JOB = Pattern.compile("\\$([A-Z])");
    private static final List<String> SHOWN =
            List.of("job_state", "Hold_Types", "exec_vnode", "Exit_status", "run_count");
    private static final int WAIT_STEPS = 150;
    private static final long WAIT_STEP_MS = 200;

    private final CommandSite site;
    private final Map<String, PbsJobId> jobs = new LinkedHashMap<>();
    private final StringBuilder answers = new StringBuilder();
    private String server = ".";

    Interactions(final CommandSite site) {
        this.site = site;
    }

    /** What the site answered to a whole script. */
    String play(final String script) throws ManagerException {
        for (final String line : script.lines().toList()) {
            answers.append(line).append('\n');
            final List<String> words = words(line);
            switch (words.get(0)) {
                case "?" -> clear();
                case "show" -> show(words.get(1), SHOWN);
                case "comment" -> show(words.get(1), List.of("comment"));
                case "node" -> node(words.get(1));
                case "wait" -> await(words.get(1), words.get(2));
                case "pause" -> site.pause(Long.parseLong(words.get(1)));
                default -> command(words);
            }
        }
        clear();
        return answers.toString();
    }

    private List<String> words(final String line) {
        final List<String> words = new ArrayList<>();
        final Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? named(matcher.group(2)) : matcher.group(1));
        }
        return words;
    }

    private String named(final String word) {
        final String tasks =
                TASK.matcher(word)
                        .replaceAll(m -> jobs.get(m.group(1)).number() + "[" + m.group(2) + "]");
        return JOB.matcher(tasks).replaceAll(m -> jobs.get(m.group(1)).toString());
    }

    private void command(final List<String> words) throws ManagerException {
        final String user = words.get(0).substring(0, words.get(0).length() - 1);
        final boolean isNamed = words.get(words.size() - 2).equals(">");
        final List<String> command = words.subList(1, words.size() - (isNamed ? 2 : 0));
        final CommandResult result = site.run(user, command);
        if (isNamed) {
            final String name = result.output().strip();
            server = name.substring(name.indexOf('.'));
            jobs.put(words.get(words.size() - 1), PbsJobId.parse(name));
        }
        answers.append("= ").append(result.exitCode());
        for (final String text : List.of(result.output(), result.error())) {
            if (!text.isBlank()) {
                answers.append(' ').append(normal(text.strip()));
            }
        }
        answers.append('\n');
    }

    private String normal(final String text) {
        String normal = text;
        for (final Map.Entry<String, PbsJobId> job : jobs.entrySet()) {
            normal =
                    normal.replaceAll(
                            "\\b" + job.getValue().number() + "((\\[[0-9]*])?\\.[a-z0-9]+)",
                            job.getKey() + "$1");
        }
        return normal.replace(server, ".SERVER")
                .replaceAll("[A-Z][a-z]{2} [A-Z][a-z]{2} +[0-9]+ (at )?[0-9:]+( [0-9]{4})?", "DATE")
                .replace("\n", "; ");
    }

    private PbsRecord qstat(final String job) throws ManagerException {
        final CommandResult result =
                site.run(
                        FakePbs.ROOT,
                        List.of("qstat", "-fx", "-F", "dsv", "-D", DsvReader.DELIMITER, job));
        return DsvReader.read(result.output(), DsvReader.JOB_HEADER).get(0);
    }

    private void show(final String job, final List<String> attributes) throws ManagerException {
        final PbsRecord record = qstat(job);
        answers.append('=');
        for (final String attribute : attributes) {
            final String value = normal(record.text(attribute));
            answers.append(value.isEmpty() ? "" : " " + attribute + "=" + value);
        }
        answers.append('\n');
    }

    private void node(final String name) throws ManagerException {
        final CommandResult result =
                site.run(
                        FakePbs.ROOT,
                        List.of("pbsnodes", "-a", "-v", "-F", "dsv", "-D", DsvReader.DELIMITER));
        for (final PbsRecord node : DsvReader.read(result.output(), DsvReader.NODE_HEADER)) {
            if (node.name().equals(name)) {
                answers.append("= ").append(node.text("state")).append('\n');
            }
        }
    }

    private void await(final String job, final String state) throws ManagerException {
        String seen = "";
        for (int i = 0; i < WAIT_STEPS && !seen.equals(state); i++) {
            site.pause(WAIT_STEP_MS);
            seen = qstat(job).text("job_state");
        }
        answers.append("= ").append(seen).append('\n');
    }

    /** Nothing of an interaction is left to the next. */
    private void clear() throws ManagerException {
        for (final PbsJobId job : jobs.values()) {
            site.run(FakePbs.ROOT, List.of("qsig", "-s", "admin-resume", job.toString()));
            site.run(FakePbs.ROOT, List.of("qdel", job.toString()));
        }
        jobs.clear();
    }
}
