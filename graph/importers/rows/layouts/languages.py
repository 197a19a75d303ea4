"""Headers of lists in other languages: of each field those in German, French, Spanish, Italian,
Portuguese, Dutch, Polish, Swedish, Danish and Norwegian."""

from collections.abc import Mapping
from unicodedata import combining, normalize

from graph.importers.rows.layouts.format import spelt

_PEOPLE: Mapping[str, str] = {
    "external_id": "Personalnummer,Mitarbeiternummer,Personal-Nr.,"
    "Matricule,Identifiant,"
    "Número de empleado,"
    "Matricola,"
    "Número de funcionário,"
    "Personeelsnummer,"
    "Numer pracownika,"
    "Anställningsnummer,"
    "Medarbejdernummer,Ansattnummer",
    "name": "Vollständiger Name,Ansprechpartner,Ansprechpartnerin,Kontakt,Kontaktperson,"
    "Mitarbeiter,"
    "Nom complet,Nom et prénom,Prénom et nom,Nom,Interlocuteur,"
    "Nombre completo,Nombre y apellidos,Nombre,Contacto,"
    "Nome e cognome,Cognome e nome,Nominativo,Nome,Contatto,Referente,"
    "Nome completo,Contato,"
    "Volledige naam,Naam,Contactpersoon,"
    "Imię i nazwisko,Nazwisko i imię,Osoba kontaktowa,"
    "Fullständigt namn,Namn,"
    "Fulde navn,Fullt navn,Navn",
    "first_name": "Vorname,Rufname,Prénom,Nombre de pila,Nome proprio,Primeiro nome,Nome próprio,"
    "Voornaam,Imię,Förnamn,Fornavn",
    "middle_name": "Weitere Vornamen,Zweiter Vorname,Deuxième prénom,Autre prénom,Segundo nombre,"
    "Secondo nome,Segundo nome,Nome do meio,Tussenvoegsel,Drugie imię,Mellannamn,Mellemnavn,"
    "Mellomnavn",
    "last_name": "Nachname,Familienname,Zuname,"
    "Nom de famille,"
    "Apellidos,Apellido,Primer apellido,"
    "Cognome,"
    "Sobrenome,Apelido,Último nome,"
    "Achternaam,Familienaam,"
    "Nazwisko,"
    "Efternamn,"
    "Efternavn,Etternavn",
    "title": "Position,Funktion,Stelle,Stellenbezeichnung,Berufsbezeichnung,Jobtitel,"
    "Jobbezeichnung,Titel,"
    "Fonction,Poste,Intitulé du poste,Emploi,Titre,"
    "Cargo,Puesto,Puesto de trabajo,Título,"
    "Ruolo,Qualifica,Posizione,Mansione,Titolo,"
    "Função,"
    "Functie,Functietitel,"
    "Stanowisko,Tytuł,"
    "Befattning,Yrkestitel,"
    "Stilling,Stillingsbetegnelse,Jobtittel,Tittel",
    "department": "Abteilung,Bereich,Fachbereich,Organisationseinheit,"
    "Service,Département,Direction,Unité,"
    "Departamento,Área,"
    "Reparto,Dipartimento,Ufficio,Settore,"
    "Setor,"
    "Afdeling,"
    "Dział,Wydział,"
    "Avdelning,"
    "Avdeling",
    "site": "Standort,Niederlassung,Werk,Ort,Stadt,Büro,Arbeitsort,Dienstort,"
    "Lieu,Ville,Bureau,Établissement,"
    "Ubicación,Ciudad,Oficina,Sede,Población,"
    "Città,"
    "Cidade,Escritório,Localidade,"
    "Vestiging,Plaats,Woonplaats,Stad,Locatie,"
    "Miasto,Lokalizacja,Oddział,"
    "Ort,Kontor,"
    "Sted,Lokation",
    "country": "Land,Land/Region,Pays,Pays/Région,País,País/Región,Paese,Nazione,Kraj",
    "email": "E-Mail-Adresse,Mailadresse,E-Mail geschäftlich,E-Mail-Anschrift,"
    "Courriel,Adresse e-mail,Adresse électronique,Adresse de messagerie,Mél,E-mail professionnel,"
    "Correo electrónico,Correo,Dirección de correo electrónico,"
    "Indirizzo e-mail,Posta elettronica,Indirizzo di posta elettronica,"
    "Correio eletrônico,Correio eletrónico,Endereço de e-mail,"
    "E-mailadres,"
    "Adres e-mail,Poczta elektroniczna,"
    "E-postadress,E-post,"
    "E-mailadresse,E-postadresse",
    "other_emails": "E-Mail privat,E-mail personnel,Correo personal",
    "phone": "Telefon,Telefonnummer,Tel.-Nr.,Rufnummer,Telefon geschäftlich,Durchwahl,Festnetz,"
    "Téléphone,Numéro de téléphone,Tél.,Téléphone (bureau),Téléphone professionnel,Téléphone fixe,"
    "Teléfono,Número de teléfono,"
    "Telefono,Numero di telefono,"
    "Telefone,Número de telefone,"
    "Telefoonnummer,Telefoon,"
    "Numer telefonu,"
    "Telefon arbete",
    "other_phones": "Mobil,Mobiltelefon,Handy,Handynummer,Mobilnummer,Telefon mobil,Telefon privat,"
    "Telefon 2,Portable,Téléphone portable,Mobile,Tél. mobile,Tél. portable,Téléphone mobile,"
    "Móvil,Celular,Teléfono móvil,"
    "Cellulare,Telefono cellulare,"
    "Telemóvel,"
    "Mobiel,Mobiele telefoon,Mobiel nummer,"
    "Telefon komórkowy,Komórka",
    "manager": "Vorgesetzter,Vorgesetzte,Vorgesetzte/r,Vorgesetzter Name,Name des/der Vorgesetzten,"
    "Name des Vorgesetzten,Führungskraft,Chef,Chefin,Leitung,Berichtet an,"
    "Responsable,Supérieur,Supérieur hiérarchique,Manageur,Rattaché à,N+1,Nom du responsable,"
    "Jefe,Jefa,Superior,Supervisor,Reporta a,"
    "Responsabile,Capo,Superiore,Riporta a,"
    "Chefe,Gestor,Gerente,Superior hierárquico,Reporta-se a,"
    "Leidinggevende,Rapporteert aan,"
    "Przełożony,Kierownik,Podlega,"
    "Närmaste chef,Rapporterar till,"
    "Leder,Nærmeste leder,Nærmeste chef,Rapporterer til",
    "assistant": "Assistenz,Assistent,Assistentin,Name Assistent,Name des Assistenten,"
    "Name der Assistenz,Assistante,Nom de l'assistant(e),Asistente,Assistente,Asystent",
    "referred_by": "Empfohlen von,Empfohlen durch,Recommandé par,Recomendado por,"
    "Raccomandato da,Aanbevolen door,Polecony przez",
    "company": "Firma,Unternehmen,Firmenname,Kunde,Organisation,"
    "Société,Entreprise,Raison sociale,Client,"
    "Empresa,Compañía,Cliente,Sociedad,"
    "Azienda,Società,Ditta,"
    "Companhia,"
    "Bedrijf,Bedrijfsnaam,Organisatie,Klant,"
    "Przedsiębiorstwo,Nazwa firmy,Spółka,"
    "Företag,Företagsnamn,"
    "Virksomhed,Bedrift,Selskap",
    "notes": "Notizen,Notiz,Bemerkung,Bemerkungen,Kommentar,Anmerkung,Anmerkungen,"
    "Remarques,Remarque,Commentaires,Commentaire,"
    "Notas,Observaciones,Comentarios,"
    "Note,Osservazioni,Commenti,"
    "Observações,Comentários,"
    "Notities,Opmerkingen,Opmerking,"
    "Notatki,Uwagi,"
    "Anteckningar,Kommentarer,"
    "Notater,Bemærkninger",
    "birthday": "Geburtstag,Geburtsdatum,Anniversaire,Date de naissance,Fecha de nacimiento,"
    "Cumpleaños,"
    "Data di nascita,Compleanno,Data de nascimento,Aniversário,Geboortedatum,Verjaardag,"
    "Data urodzenia,Födelsedag,Fødselsdag,Bursdag,Fødselsdato",
    "tags": "Kategorien,Schlagwörter,Stichwörter,Catégories,Categorías,Categorie,Categorias,"
    "Categorieën,"
    "Kategorie,Kategorier",
    "owner": "Betreuer,Betreuerin,Zuständig,Verantwortlich",
    "url": "Webseite,Site web,Página web,Sito web,Strona internetowa",
}

_TOUCHES: Mapping[str, str] = {
    "date": "Datum,Kontaktdatum,Fecha,Data,Dato",
    "time": "Uhrzeit,Zeit,Heure,Hora,Ora,Tijd,Godzina,Tid,Tidspunkt",
    "colleague": "Kollege,Kollegin,Mitarbeiter,Bearbeiter,Betreuer,Collègue,Commercial,Colega,"
    "Vendedor,"
    "Collega,Venditore,Verkoper,Kolega,Handlowiec,Kollega,Säljare,Sælger,Selger",
    "person": "Ansprechpartner,Ansprechpartnerin,Kontakt,Kontaktperson,Teilnehmer,Personne,"
    "Interlocuteur,"
    "Participants,Persona,Contacto,Participantes,Contatto,Referente,Partecipanti,Pessoa,Contato,"
    "Persoon,"
    "Contactpersoon,Deelnemers,Osoba,Uczestnicy,Deltagare,Deltagere",
    "channel": "Kanal,Art,Kontaktart,Canal,Canale,Kanaal,Kanał",
    "direction": "Richtung,Sens,Dirección,Direzione,Direção,Richting,Kierunek,Riktning,Retning",
    "outcome": "Ergebnis,Résultat,Resultado,Risultato,Esito,Resultaat,Wynik,Resultat",
    "reason": "Grund,Anlass,Motif,Raison,Motivo,Reden,Powód,Anledning,Årsag",
    "note": "Notiz,Notizen,Bemerkung,Bemerkungen,Kommentar,Beschreibung,Remarque,Remarques,"
    "Commentaire,"
    "Nota,Notas,Comentario,Comentarios,Note,Commento,Observações,Notitie,Opmerking,Notatka,Uwagi,"
    "Anteckning,Notat",
    "subject": "Betreff,Thema,Objet,Sujet,Asunto,Tema,Oggetto,Argomento,Assunto,Onderwerp,Temat,"
    "Ämne,Emne",
    "company": "Firma,Unternehmen,Kunde,Société,Entreprise,Client,Empresa,Cliente,Azienda,Bedrijf,"
    "Klant,"
    "Företag,Virksomhed",
}


def _without_accents(headers: str) -> str:
    plain = "".join(char for char in normalize("NFKD", headers) if not combining(char))
    return plain.translate(str.maketrans("łøæ", "loa"))


def _folded(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Folded header → our field, with accents and without, as some tools write them."""
    return spelt(**{name: f"{all_},{_without_accents(all_)}" for name, all_ in fields.items()})


PEOPLE, TOUCHES = _folded(_PEOPLE), _folded(_TOUCHES)
"""Of lists of people and of touches: folded header → our field."""

HEADERS = frozenset({*PEOPLE, *TOUCHES})
