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
package io.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weft.fuzz.parse.BoundedParse;
import io.weft.fuzz.parse.Corpus;
import io.weft.fuzz.parse.ParseTarget;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader against its kept corpus; guided by coverage when the environment has JAZZER_FUZZ=1
 * and one test is chosen, see docs/coverage.md.
 */
class ParserFuzzTest {
    private static ParseTarget target(final String name) {
        return FuzzMain.parseTargets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<byte[]> corpus(final String name) {
        return Corpus.of(target(name)).stream();
    }

    @Test
    void shouldFuzzEveryTarget() {
        final List<String> tested =
                Arrays.stream(ParserFuzzTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                        .map(Method::getName)
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();

        assertEquals(
                FuzzMain.parseTargets().stream().map(ParseTarget::name).sorted().toList(), tested);
    }

    static Stream<byte[]> swfCorpus() {
        return corpus("swf");
    }

    @MethodSource("swfCorpus")
    @FuzzTest(maxDuration = "60s")
    void swf(final byte[] bytes) {
        BoundedParse.run(target("swf"), bytes);
    }

    static Stream<byte[]> swfPatternsCorpus() {
        return corpus("swf-patterns");
    }

    @MethodSource("swfPatternsCorpus")
    @FuzzTest(maxDuration = "60s")
    void swfPatterns(final byte[] bytes) {
        BoundedParse.run(target("swf-patterns"), bytes);
    }

    static Stream<byte[]> swfNodesCorpus() {
        return corpus("swf-nodes");
    }

    @MethodSource("swfNodesCorpus")
    @FuzzTest(maxDuration = "60s")
    void swfNodes(final byte[] bytes) {
        BoundedParse.run(target("swf-nodes"), bytes);
    }

    static Stream<byte[]> sacctCorpus() {
        return corpus("sacct");
    }

    @MethodSource("sacctCorpus")
    @FuzzTest(maxDuration = "60s")
    void sacct(final byte[] bytes) {
        BoundedParse.run(target("sacct"), bytes);
    }

    static Stream<byte[]> pbsCorpus() {
        return corpus("pbs");
    }

    @MethodSource("pbsCorpus")
    @FuzzTest(maxDuration = "60s")
    void pbs(final byte[] bytes) {
        BoundedParse.run(target("pbs"), bytes);
    }

    static Stream<byte[]> batsimCorpus() {
        return corpus("batsim");
    }

    @MethodSource("batsimCorpus")
    @FuzzTest(maxDuration = "60s")
    void batsim(final byte[] bytes) {
        BoundedParse.run(target("batsim"), bytes);
    }

    static Stream<byte[]> utilisationCorpus() {
        return corpus("utilisation");
    }

    @MethodSource("utilisationCorpus")
    @FuzzTest(maxDuration = "60s")
    void utilisation(final byte[] bytes) {
        BoundedParse.run(target("utilisation"), bytes);
    }

    static Stream<byte[]> scenarioCorpus() {
        return corpus("scenario");
    }

    @MethodSource("scenarioCorpus")
    @FuzzTest(maxDuration = "60s")
    void scenario(final byte[] bytes) {
        BoundedParse.run(target("scenario"), bytes);
    }

    static Stream<byte[]> inputsFileCorpus() {
        return corpus("inputs-file");
    }

    @MethodSource("inputsFileCorpus")
    @FuzzTest(maxDuration = "60s")
    void inputsFile(final byte[] bytes) {
        BoundedParse.run(target("inputs-file"), bytes);
    }

    static Stream<byte[]> machineCorpus() {
        return corpus("machine");
    }

    @MethodSource("machineCorpus")
    @FuzzTest(maxDuration = "60s")
    void machine(final byte[] bytes) {
        BoundedParse.run(target("machine"), bytes);
    }

    static Stream<byte[]> rulesCorpus() {
        return corpus("rules");
    }

    @MethodSource("rulesCorpus")
    @FuzzTest(maxDuration = "60s")
    void rules(final byte[] bytes) {
        BoundedParse.run(target("rules"), bytes);
    }

    static Stream<byte[]> sweepPlanCorpus() {
        return corpus("sweep-plan");
    }

    @MethodSource("sweepPlanCorpus")
    @FuzzTest(maxDuration = "60s")
    void sweepPlan(final byte[] bytes) {
        BoundedParse.run(target("sweep-plan"), bytes);
    }

    static Stream<byte[]> gridCorpus() {
        return corpus("grid");
    }

    @MethodSource("gridCorpus")
    @FuzzTest(maxDuration = "60s")
    void grid(final byte[] bytes) {
        BoundedParse.run(target("grid"), bytes);
    }

    static Stream<byte[]> sweepTableCorpus() {
        return corpus("sweep-table");
    }

    @MethodSource("sweepTableCorpus")
    @FuzzTest(maxDuration = "60s")
    void sweepTable(final byte[] bytes) {
        BoundedParse.run(target("sweep-table"), bytes);
    }

    static Stream<byte[]> runCorpus() {
        return corpus("run");
    }

    @MethodSource("runCorpus")
    @FuzzTest(maxDuration = "60s")
    void run(final byte[] bytes) {
        BoundedParse.run(target("run"), bytes);
    }

    static Stream<byte[]> inputsCorpus() {
        return corpus("inputs");
    }

    @MethodSource("inputsCorpus")
    @FuzzTest(maxDuration = "60s")
    void inputs(final byte[] bytes) {
        BoundedParse.run(target("inputs"), bytes);
    }
}
