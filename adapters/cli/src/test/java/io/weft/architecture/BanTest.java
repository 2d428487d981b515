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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.weft.architecture.fixture.ban.Offender;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BanTest {
    @ParameterizedTest
    @EnumSource(names = {"CLOCK", "CHANCE", "THREAD", "MATH", "HASH_ORDER"})
    void shouldDecideAlikeEverywhere(Ban ban) {
        deciding().should(ban.condition()).check(House.classes());
    }

    @Test
    void shouldReadTheEnvironmentOnlyInAContext() {
        deciding()
                .and()
                .haveNameNotMatching(".*Context(\\$.*)?")
                .should(Ban.ENVIRONMENT.condition())
                .check(House.classes());
    }

    @Test
    void shouldStartAThreadOnlyWhereTheKernelIsLaunched() {
        deciding()
                .and()
                .resideOutsideOfPackage("io.weft.core")
                .should(Ban.AGENT_THREAD.condition())
                .check(House.classes());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCALE", "CHARSET"})
    void shouldReadAndWriteAlikeEverywhere(Ban ban) {
        classes().should(ban.condition()).check(House.classes());
    }

    /** The offender breaks each ban in the methods named after it, and only there. */
    @ParameterizedTest
    @EnumSource
    void shouldCatchTheOffender(Ban ban) {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        String method = "." + ban.name().replace("_", "") + "(";

        List<String> violations =
                classes()
                        .should(ban.condition())
                        .evaluate(offender)
                        .getFailureReport()
                        .getDetails();

        assertFalse(violations.isEmpty());
        for (String violation : violations) {
            assertTrue(violation.toUpperCase(Locale.ROOT).contains(method), violation);
        }
    }

    private static GivenClassesConjunction deciding() {
        return classes().that().resideInAnyPackage("io.weft.core..", "io.weft.placement..");
    }
}
