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
package io.weft.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final String FIXTURE = "io.weft.architecture.fixture";

    @Test
    void shouldImportOnlyDownwards() {
        downwardImports("io.weft").check(House.classes());
    }

    @Test
    void shouldHaveNoCircleOfPackages() {
        noCircles("io.weft").check(House.classes());
    }

    @Test
    void shouldRefuseEachImportThatGoesUpOrSideways() {
        List<String> violations = violations(downwardImports(FIXTURE + ".floors"), "floors");

        assertTrue(names(violations, "core.memory.ImportsUpInCore"), violations::toString);
        assertTrue(names(violations, "core.engine.ImportsUpAFloor"), violations::toString);
        assertTrue(names(violations, "journal.ImportsSideways"), violations::toString);
        assertTrue(names(violations, "simulator.ImportsSibling"), violations::toString);
        assertTrue(names(violations, "attic.HasNoFloor"), violations::toString);
        assertEquals(5, violations.size(), violations::toString);
    }

    @Test
    void shouldRefuseACircleOfPackages() {
        assertEquals(1, violations(noCircles(FIXTURE + ".circle"), "circle").size());
    }

    private static ArchRule downwardImports(String root) {
        return classes().should(new DownwardImports(root));
    }

    private static ArchRule noCircles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private static List<String> violations(ArchRule rule, String fixture) {
        JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE + "." + fixture);
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static boolean names(List<String> violations, String className) {
        return violations.stream().anyMatch(violation -> violation.contains("." + className));
    }
}
